-- The live board: every change of what a board shows, numbered in the order of the commits and without gaps; and how busy
-- each resource is in each month, kept up to date by the same statements that take and free it.

create table board_head (
    single boolean primary key default true check (single),
    sequence bigint not null
);

insert into board_head (sequence) values (0);

create table board_change (
    id bigint generated always as identity primary key,
    -- Given at the commit, see below.
    sequence bigint,
    resource_ids uuid[] not null,
    -- Local days whose board shows something else now; null: every day.
    days datemultirange,
    at timestamptz not null default clock_timestamp(),
    constraint board_change_numbered_once unique (sequence)
);

create index board_change_age on board_change (at);

-- The number is drawn by a deferred trigger, so the head is locked between the last statement of a transaction and its commit,
-- and no reader ever sees a later number before an earlier one.
create function board_change_is_numbered() returns trigger language plpgsql set search_path from current as $$
declare n bigint;
begin
    update board_head set sequence = sequence + 1 returning sequence into n;
    update board_change set sequence = n, at = clock_timestamp() where id = new.id;
    return null;
end $$;

create constraint trigger board_change_is_numbered after insert on board_change
    deferrable initially deferred for each row execute function board_change_is_numbered();

create function local_days(during tstzrange) returns daterange language sql immutable parallel safe as $$
    select daterange(
        (lower(during) at time zone 'Asia/Shanghai')::date,
        (upper(during) at time zone 'Asia/Shanghai' - interval '1 microsecond')::date, '[]')
$$;

-- Quarters of an hour of a month, from its first midnight in local time; a quarter that is touched is busy.
create table resource_month (
    resource_id uuid not null references resource,
    month date not null check (extract(day from month) = 1),
    busy bit(2976) not null,
    primary key (month, resource_id)
) with (fillfactor = 60);

create function quarters_of_month(during tstzrange, month date) returns bit(2976) language sql immutable parallel safe as $$
    select ((~ repeat('0', 2976)::bit(2976)) >> least(2976, greatest(0, floor(q.starts)::int)))
        & ((~ repeat('0', 2976)::bit(2976)) << greatest(0, 2976 - greatest(0, ceil(q.ends)::int)))
    from (select
        extract(epoch from (lower(during) at time zone 'Asia/Shanghai') - month) / 900 as starts,
        extract(epoch from (upper(during) at time zone 'Asia/Shanghai') - month) / 900 as ends) q
$$;

create function months_of(during tstzrange) returns setof date language sql immutable parallel safe as $$
    select m::date from generate_series(
        date_trunc('month', lower(during) at time zone 'Asia/Shanghai'),
        upper(during) at time zone 'Asia/Shanghai' - interval '1 microsecond',
        interval '1 month') m
$$;

-- What a resource has in force in a month. An expired hold counts until it is released.
create function busy_in_month(resource uuid, month date) returns bit(2976) language sql stable set search_path from current as $$
    select coalesce(bit_or(quarters_of_month(a.blocked, month)), repeat('0', 2976)::bit(2976))
    from allocation a
    where a.resource_id = resource and a.released_at is null
        and a.blocked && tstzrange(month::timestamp at time zone 'Asia/Shanghai',
            (month + interval '1 month') at time zone 'Asia/Shanghai')
$$;

-- Whoever writes allocations has locked the resource, so its months are written one after the other.
create function allocation_is_on_the_board() returns trigger language plpgsql set search_path from current as $$
begin
    if tg_op = 'INSERT' then
        if not exists (select 1 from added where released_at is null) then
            return null;
        end if;
        insert into resource_month (resource_id, month, busy)
        select a.resource_id, m.month, bit_or(quarters_of_month(a.blocked, m.month))
        from added a cross join lateral months_of(a.blocked) as m (month)
        where a.released_at is null
        group by a.resource_id, m.month
        order by a.resource_id, m.month
        on conflict (month, resource_id) do update set busy = resource_month.busy | excluded.busy;

        insert into board_change (resource_ids, days)
        select array_agg(distinct resource_id), range_agg(local_days(blocked)) from added where released_at is null;
    else
        if not exists (select 1 from changed) then
            return null;
        end if;
        insert into resource_month (resource_id, month, busy)
        select t.resource_id, t.month, busy_in_month(t.resource_id, t.month)
        from (
            select distinct c.resource_id, m.month
            from (select * from before union all select * from changed) c cross join lateral months_of(c.blocked) as m (month)
        ) t
        order by t.resource_id, t.month
        on conflict (month, resource_id) do update set busy = excluded.busy;

        insert into board_change (resource_ids, days)
        select array_agg(distinct resource_id), range_agg(local_days(blocked))
        from (select * from before union all select * from changed) c;
    end if;
    return null;
end $$;

create trigger allocation_is_on_the_board_when_added after insert on allocation
    referencing new table as added for each statement execute function allocation_is_on_the_board();
create trigger allocation_is_on_the_board_when_changed after update on allocation
    referencing old table as before new table as changed for each statement execute function allocation_is_on_the_board();

-- What stands on the board may change without what it takes: title, status, who may see it. Drafts and waiting sessions don't stand there.
create function session_is_on_the_board() returns trigger language plpgsql set search_path from current as $$
begin
    insert into board_change (resource_ids, days)
    select array_agg(distinct r.id), range_agg(local_days(c.during))
    from (select * from before union all select * from changed) c cross join lateral unnest(c.resource_ids) as r (id)
    where c.status not in ('draft', 'waiting')
    having count(*) > 0;
    return null;
end $$;

create trigger session_is_on_the_board after update on session
    referencing old table as before new table as changed for each statement execute function session_is_on_the_board();

create function room_is_on_the_board() returns trigger language plpgsql set search_path from current as $$
begin
    insert into board_change (resource_ids) select array_agg(id) from changed having count(*) > 0;
    return null;
end $$;

create trigger room_is_on_the_board_when_added after insert on room
    referencing new table as changed for each statement execute function room_is_on_the_board();
create trigger room_is_on_the_board_when_changed after update on room
    referencing new table as changed for each statement execute function room_is_on_the_board();

create function terms_are_on_the_board() returns trigger language plpgsql set search_path from current as $$
begin
    insert into board_change (resource_ids) select array_agg(distinct room_id) from changed having count(*) > 0;
    return null;
end $$;

create trigger terms_are_on_the_board after insert on sharing_terms
    referencing new table as changed for each statement execute function terms_are_on_the_board();

insert into resource_month (resource_id, month, busy)
select a.resource_id, m.month, bit_or(quarters_of_month(a.blocked, m.month))
from allocation a cross join lateral months_of(a.blocked) as m (month)
where a.released_at is null
group by a.resource_id, m.month;

-- Expired holds, whichever resource they are on.
create index allocation_expired on allocation (expires_at) where released_at is null and expires_at is not null;

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    -- Old numbers are of no use to anyone: a client that is this far behind loads its board anew.
    execute format('grant delete on board_change to %I', module_role);
    execute format('revoke insert on board_head from %I', module_role);
end $$;
