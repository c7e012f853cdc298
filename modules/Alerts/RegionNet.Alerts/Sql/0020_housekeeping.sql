-- What is no record of an alert may go: groups that count nothing any more, and deliveries three years after they ended.

do $$ begin
    execute format('grant delete on delivery, alert_group to %I', 'regionnet_' || current_schema());
end $$;

-- In the order of time all by itself: small, and no work for who writes a delivery.
create index delivery_age on delivery using brin (created_at);

create function delivery_is_kept() returns trigger language plpgsql set search_path from current as $$
begin
    raise exception 'Who was told over which road can be shown for three years.' using errcode = 'insufficient_privilege';
end $$;

create trigger delivery_is_kept before delete on delivery for each row
    when (old.ended_at is null or old.ended_at > now() - interval '3 years') execute function delivery_is_kept();
