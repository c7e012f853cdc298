-- Under which names organisations are found. The keys are made by the module (Names/NameKeys.cs), not by the database: nothing here
-- depends on its locale.

-- How many names there are. Its row is locked before names are added, so that their ids have no gaps and come in the order of the
-- commits: what a screening saw is "the names up to N".
create table name_head (
    single boolean primary key default true check (single),
    head integer not null default 0
);
insert into name_head default values;

create table indexed_name (
    id integer primary key,
    party_id uuid not null references party,
    name text not null check (length(name) between 1 and 200),
    core text not null,
    region text not null,
    region_code text check (region_code ~ '^[0-9]{6}$'),
    form text not null,
    form_kind text not null,
    -- By which reading the keys were made; a newer one adds the name again.
    matcher integer not null,
    constraint indexed_name_once unique (party_id, name, matcher)
);

-- A key is a hash of 32 bits of: the region and the core; the core; the core less one character; its pinyin; two of its characters.
create table name_key (
    key integer not null,
    name_id integer not null references indexed_name,
    primary key (key, name_id)
);

create function indexed_name_follows() returns trigger language plpgsql set search_path from current as $$
begin
    if new.id > (select head from name_head) then
        perform refuse('indexed_name_follows', 'A name takes its number from the head.');
    end if;
    return new;
end $$;

create trigger indexed_name_follows before insert on indexed_name for each row execute function indexed_name_follows();
create trigger indexed_name_append_only before update or delete on indexed_name for each row execute function is_append_only();
create trigger name_key_append_only before update or delete on name_key for each row execute function is_append_only();

do $$ begin
    execute format('revoke update on indexed_name, name_key from %I', 'regionnet_' || current_schema());
    execute format('revoke insert on name_head from %I', 'regionnet_' || current_schema());
end $$;

-- Parties in force that may be meant: by code; by the keys; only if these find none, by the rarest pairs of characters. Names up to
-- upto and lists as known then; most of each kind. (Names in full, so that the plans are kept.)
create function screen_parties(asked_code text, keys integer[], pairs integer[], upto integer, day date, lists text[],
    known timestamptz[], most integer)
returns table (party_id uuid, name_id integer, hits integer) language plpgsql stable parallel safe rows 20
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    if asked_code is not null then
        return query
        select p.id, (select max(i.id) from discipline.indexed_name i where i.party_id = p.id and i.id <= upto), 0
        from discipline.party p where p.code = asked_code;
    end if;
    return query
    with hit as (
        select k.name_id, count(*)::integer as hits
        from unnest(keys) q(key)
        cross join lateral (
            select n.name_id from discipline.name_key n where n.key = q.key and n.name_id <= upto
            order by n.name_id limit 500
        ) k
        group by k.name_id
    )
    select i.party_id, h.name_id, h.hits from hit h join discipline.indexed_name i on i.id = h.name_id
    where exists (
        select from discipline.list_entry e
        cross join lateral discipline.entry_listed(day, known[array_position(lists, e.list_code)]) v
        where e.party_id = i.party_id and v.entry_id = e.id
    )
    order by h.hits desc, h.name_id limit most;
    if not found and pairs <> '{}' then
        return query
        with rare as (
            select q.pair, c.names
            from unnest(pairs) q(pair)
            cross join lateral (
                select count(*) as names from (
                    select from discipline.name_key n where n.key = q.pair and n.name_id <= upto
                    order by n.name_id limit 401
                ) counted
            ) c
            where c.names between 1 and 400
            order by c.names, q.pair limit 4
        ), hit as (
            select k.name_id, count(*)::integer as hits
            from rare r
            cross join lateral (
                select n.name_id from discipline.name_key n where n.key = r.pair and n.name_id <= upto
                order by n.name_id limit 400
            ) k
            group by k.name_id
        )
        select i.party_id, h.name_id, h.hits from hit h join discipline.indexed_name i on i.id = h.name_id
        where exists (
            select from discipline.list_entry e
            cross join lateral discipline.entry_listed(day, known[array_position(lists, e.list_code)]) v
            where e.party_id = i.party_id and v.entry_id = e.id
        )
        order by h.hits desc, h.name_id limit most;
    end if;
end $$;
