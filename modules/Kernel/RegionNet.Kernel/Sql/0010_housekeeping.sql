-- Events that were delivered long ago may go, and what the handlers noted of them. What must stay is held here, whoever asks.

do $$ begin
    execute format('grant delete on outbox, inbox to %I', 'regionnet_' || current_schema());
end $$;

-- 183 days: the six months that the Cybersecurity Law asks of logs (Art. 21).
create function outbox_keeps_what_is_needed() returns trigger language plpgsql set search_path from current as $$
begin
    if tg_op = 'UPDATE' then
        raise exception 'An event that every handler has done is not delivered again.'
            using errcode = 'insufficient_privilege';
    end if;
    if old.done_at is null or old.done_at > now() - interval '183 days' then
        raise exception 'An event stays until it is done, and six months more.'
            using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$;

create trigger outbox_keeps_what_is_needed before delete on outbox
    for each row execute function outbox_keeps_what_is_needed();
create trigger outbox_done_stays_done before update of done_at on outbox
    for each row when (old.done_at is not null and new.done_at is null) execute function outbox_keeps_what_is_needed();

create function inbox_keeps_what_is_needed() returns trigger language plpgsql set search_path from current as $$
begin
    raise exception 'What was handled is known for six months.'
        using errcode = 'insufficient_privilege';
end $$;

create trigger inbox_keeps_what_is_needed before delete on inbox
    for each row when (old.handled_at > now() - interval '183 days') execute function inbox_keeps_what_is_needed();
