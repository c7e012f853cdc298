-- Deliveries may go three years after they ended.

do $$ begin
    execute format('grant delete on webhook_delivery to %I', 'regionnet_' || current_schema());
end $$;

-- In the order of time all by itself: small, and no work for who writes a delivery.
create index webhook_delivery_age on webhook_delivery using brin (created_at);

create function webhook_delivery_is_kept() returns trigger language plpgsql set search_path from current as $$
begin
    raise exception 'What was told to whom can be shown for three years.' using errcode = 'insufficient_privilege';
end $$;

create trigger webhook_delivery_is_kept before delete on webhook_delivery for each row
    when (coalesce(old.delivered_at, old.dead_at) is null or coalesce(old.delivered_at, old.dead_at) > now() - interval '3 years')
    execute function webhook_delivery_is_kept();
