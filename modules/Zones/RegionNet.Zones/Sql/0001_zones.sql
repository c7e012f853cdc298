-- Zones, their dated many-to-many members, and organisations. Reference data: codes end, they are never deleted.

-- GB/T 2260. A code ending in 0000 is a province, in 00 a prefecture; everything inside it shares the prefix.
create table place (
    code text primary key check (code ~ '^[1-9][0-9]{5}$'),
    zh text not null,
    en text not null,
    level text not null check (level in ('province', 'city', 'county')),
    prefix text not null generated always as (
        case when code like '%0000' then left(code, 2) when code like '%00' then left(code, 4) else code end
    ) stored,
    validity daterange not null default '(,)' check (not isempty(validity)),
    constraint place_level_fits_code check (
        level = case when code like '%0000' then 'province' when code like '%00' then 'city' else 'county' end
    )
);

create table zone (
    code text primary key check (code ~ '^[A-Z][A-Z0-9]{1,9}$'),
    position integer not null,
    zh text not null unique,
    en text not null,
    basis text not null,
    source text not null,
    confidence text not null,
    validity daterange not null default '(,)' check (not isempty(validity))
);

-- partial: only a part of the place belongs to the zone. extent: planning area, which gives no membership.
create table zone_member (
    id bigint generated always as identity primary key,
    zone_code text not null references zone,
    place_code text not null references place,
    role text not null check (role in ('full', 'extended', 'partial', 'signatory', 'extent')),
    note text,
    validity daterange not null default '(,)' check (not isempty(validity)),
    constraint zone_member_once_at_a_time exclude using gist (
        zone_code with =, place_code with =, validity with &&
    )
);

-- place_code null: a national organisation, which belongs to no zone.
create table organisation (
    id uuid primary key,
    kind text not null check (kind in ('court', 'ip-office', 'protection-centre', 'rapid-centre')),
    zh text not null unique,
    en text not null,
    place_code text references place,
    seat_place_code text references place,
    source text not null,
    confidence text not null check (confidence in ('high', 'medium-high', 'medium', 'low')),
    industries text[] not null default '{}',
    industries_confidence text,
    validity daterange not null default '(,)' check (not isempty(validity))
);

create index organisation_place on organisation (place_code);

-- Which zones cover an organisation, and when. wholly: the place of a member contains the organisation's place; that
-- alone puts the organisation into the zone. Not wholly: the organisation's place contains a member (Guangdong and GBA).
create view organisation_zone as
select
    o.id as organisation_id,
    m.zone_code,
    m.role <> 'partial' and starts_with(o.place_code, p.prefix) as wholly,
    o.validity * m.validity * z.validity as validity
from organisation o
join place op on op.code = o.place_code
join place p on starts_with(op.code, p.prefix) or starts_with(p.code, op.prefix)
join zone_member m on m.place_code = p.code and m.role <> 'extent'
join zone z on z.code = m.zone_code;

-- Loaded by the Migrator; the service itself may only read.
do $$
begin
    execute format(
        'revoke insert, update on place, zone, zone_member, organisation, organisation_zone from %I',
        'regionnet_' || current_schema()
    );
end $$;
