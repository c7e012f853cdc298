-- Who is told of a list outside the authority that keeps it, for what purpose and until when; and how far each has confirmed it.

insert into deadline_rule (id, code, list_code, days, unit, zh, en, basis_zh, basis_en, official, valid) values
    ('subscription-longest', 'subscription-longest', null, 365, 'calendar', '共享授权最长期限', 'Longest grant of a subscription', '本系统建议',
     'Proposal of this product', false, '[2021-01-01,)'),
    ('clear-within', 'clear-within', null, 3, 'working', '接收方停止使用', 'Subscribers stop the use',
     '《信用修复管理办法》：修复后停止共享和使用；三个工作日参照国家市场监督管理总局令第44号停止公示的期限，为本系统建议',
     'NDRC Order 36: repair ends sharing and use; 3 working days, after SAMR Order 44 on display, are a proposal of this product',
     false, '[2021-01-01,)');

-- Jurisdictions that are not the mainland's: by default nothing flows to or from them.
create table sharing_jurisdiction (
    id text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
    -- First two digits of GB/T 2260.
    place_prefix text not null check (place_prefix ~ '^[1-9][0-9]$'),
    zh text not null,
    en text not null,
    receives boolean not null,
    sends boolean not null,
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint sharing_jurisdiction_one_at_a_time exclude using gist (place_prefix with =, valid with &&)
);

insert into sharing_jurisdiction (id, place_prefix, zh, en, receives, sends, basis_zh, basis_en, official, valid) values
    ('hong-kong', '81', '香港特别行政区', 'Hong Kong', false, false,
     '《香港特别行政区基本法》第二条、第十八条：独立的司法管辖区；《个人信息保护法》第三十八条：向境外提供个人信息须具备法定条件。默认不发送、不接收',
     'Basic Law of Hong Kong, arts. 2 and 18: a jurisdiction of its own; PIPL art. 38: personal data leave only on statutory conditions. By default nothing is sent or received',
     true, '[1997-07-01,)'),
    ('macao', '82', '澳门特别行政区', 'Macao', false, false,
     '《澳门特别行政区基本法》第二条、第十八条：独立的司法管辖区；《个人信息保护法》第三十八条：向境外提供个人信息须具备法定条件。默认不发送、不接收',
     'Basic Law of Macao, arts. 2 and 18: a jurisdiction of its own; PIPL art. 38: personal data leave only on statutory conditions. By default nothing is sent or received',
     true, '[1999-12-20,)');

-- A place of which no row speaks is the mainland's; a national organisation has none.
create function receives_lists(place text, day date) returns boolean language sql stable set search_path from current
    return coalesce((select j.receives from sharing_jurisdiction j where j.place_prefix = left(place, 2) and j.valid @> day), true);
create function sends_lists(place text, day date) returns boolean language sql stable set search_path from current
    return coalesce((select j.sends from sharing_jurisdiction j where j.place_prefix = left(place, 2) and j.valid @> day), true);

create table subscriber (
    id uuid primary key,
    kind text not null check (kind in ('zone', 'organisation', 'machine-client')),
    list_code text not null references list_stream,
    purpose text not null check (length(purpose) between 4 and 300),
    zone_code text check (zone_code ~ '^[A-Z][A-Z0-9]{1,9}$'),
    -- Who answers for what is received: the organisation itself, that of the machine client, or the one that acts for the zone.
    organisation_id uuid not null,
    -- GB/T 2260, of that organisation; null for a national one.
    place_code text check (place_code ~ '^[1-9][0-9]{5}$'),
    -- The machine client's subject.
    client_subject text check (length(client_subject) between 1 and 200),
    -- pull: it asks. push: it is called. file: it is on a separated network.
    road text not null check (road in ('pull', 'push', 'file')),
    url text check (length(url) between 1 and 1000),
    sealed_secret bytea,
    valid daterange not null check (not isempty(valid) and lower(valid) is not null and upper(valid) is not null),
    granted_by text not null,
    granted_by_name text not null,
    -- Whose grant it is, and where that organisation is.
    granting_organisation_id uuid not null,
    granting_place_code text check (granting_place_code ~ '^[1-9][0-9]{5}$'),
    granted_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    ended_reason text check (length(ended_reason) between 2 and 500),
    -- The last change of the list that was given to it, and the last that it has confirmed.
    offered bigint not null default 0 check (offered >= 0),
    acknowledged bigint not null default 0 check (acknowledged >= 0),
    acknowledged_at timestamptz,
    -- Of the push: whose attempt is under way, when the next is due, how many failed in a row.
    lease uuid,
    next_attempt_at timestamptz not null default now(),
    attempts integer not null default 0,
    last_error text,
    -- The withdrawn entries it had not confirmed in time up to this change were told of.
    overdue_told bigint not null default 0,
    version integer not null default 1,
    constraint subscriber_is_its_kind check (case kind
        when 'zone' then zone_code is not null and client_subject is null
        when 'machine-client' then zone_code is null and client_subject is not null
        else num_nonnulls(zone_code, client_subject) = 0
    end),
    constraint subscriber_is_called check (case road when 'push' then num_nonnulls(url, sealed_secret) = 2
        else num_nonnulls(url, sealed_secret) = 0 end),
    constraint subscriber_confirms_what_it_got check (acknowledged <= offered),
    constraint subscriber_ended_by_somebody check (num_nonnulls(ended_at, ended_by, ended_reason) in (0, 3))
);

create unique index subscriber_once on subscriber (list_code, organisation_id, kind, zone_code, client_subject, road) nulls not distinct
    where ended_at is null;
create index subscriber_of_list on subscriber (list_code);
create index subscriber_newest on subscriber (granted_at desc, id desc);
create index subscriber_pushed on subscriber (next_attempt_at) where road = 'push' and ended_at is null;

create function subscriber_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
declare today date := (new.granted_at at time zone 'Asia/Shanghai')::date;
begin
    if tg_op = 'INSERT' or (new.place_code, new.granting_place_code) is distinct from (old.place_code, old.granting_place_code) then
        if not receives_lists(new.place_code, today) then
            perform refuse('subscriber_jurisdiction', 'No list is sent to that jurisdiction.');
        end if;
        if not sends_lists(new.granting_place_code, today) then
            perform refuse('subscriber_jurisdiction', 'No list is shared from that jurisdiction.');
        end if;
    end if;
    if tg_op = 'INSERT' and upper(new.valid) - lower(new.valid) > (
        select r.days from deadline_rule r where r.code = 'subscription-longest' and r.valid @> today)
    then
        perform refuse('subscriber_term', 'A grant has an end, and not too far off.');
    end if;
    if tg_op = 'UPDATE' and ((new.id, new.kind, new.list_code, new.purpose, new.organisation_id, new.granted_by, new.granted_at, new.valid)
        is distinct from (old.id, old.kind, old.list_code, old.purpose, old.organisation_id, old.granted_by, old.granted_at, old.valid)
        or old.ended_at is not null and new.ended_at is distinct from old.ended_at
        or new.acknowledged < old.acknowledged or new.offered < old.offered)
    then
        perform refuse('subscriber_keeps_its_grant', 'A grant is ended and given anew; a confirmation is not taken back.');
    end if;
    return new;
end $$;

create trigger subscriber_keeps_the_rules before insert or update on subscriber
    for each row execute function subscriber_keeps_the_rules();

-- Each confirmation: up to which change, and the hash of the list there, which only who has them all can know.
create table subscriber_receipt (
    subscriber_id uuid not null references subscriber,
    sequence bigint not null,
    chain_hash bytea not null check (length(chain_hash) = 32),
    at timestamptz not null,
    actor text not null,
    actor_name text not null,
    primary key (subscriber_id, sequence)
);

create function subscriber_receipt_is_true() returns trigger language plpgsql set search_path from current as $$
begin
    if not exists (
        select 1 from subscriber s join list_change c on c.list_code = s.list_code and c.sequence = new.sequence
        where s.id = new.subscriber_id and c.hash = new.chain_hash)
    then
        perform refuse('subscriber_receipt_hash', 'The hash is not that of the list at that change.');
    end if;
    return new;
end $$;

create trigger subscriber_receipt_is_true before insert on subscriber_receipt for each row execute function subscriber_receipt_is_true();
create trigger subscriber_receipt_append_only before update or delete on subscriber_receipt
    for each row execute function is_append_only();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke insert, update on sharing_jurisdiction from %I', module_role);
    execute format('revoke update on subscriber_receipt from %I', module_role);
end $$;
