-- Codes for the door are drawn from the strong generator, not from random().
alter table session alter column check_in_code set default
    lpad((('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint % 1000000)::text, 6, '0');
