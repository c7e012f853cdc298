-- Demonstration zones and the frameworks by which they are assessed. Scheme of construction: CNIPA 国知发保字〔2022〕27号.

create function refuse(name text, message text) returns void language plpgsql as $$
begin
    raise exception '%', message using errcode = 'check_violation', constraint = name;
end $$;

-- The days of the two batches were counted differently: start and end are stated, only a default is computed.
create table batch (
    number integer primary key check (number between 1 and 99),
    call_document text not null check (length(call_document) between 1 and 200),
    public_notice daterange check (not isempty(public_notice) and not upper_inf(public_notice)),
    confirmed_on date
);

create table demonstration_zone (
    id uuid primary key,
    -- GB/T 2260 of the place, and of the province it lies in.
    place_code text not null unique check (place_code ~ '^[0-9]{6}$'),
    province_code text not null check (province_code ~ '^[0-9]{2}0000$' and left(province_code, 2) = left(place_code, 2)),
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 200),
    batch_number integer not null references batch,
    -- The organisation whose officers file for the zone; null until the organiser names one.
    organisation_id uuid,
    state text not null,
    -- Half-open: 2 years of building, 3 years of validity by default; the stated dates count.
    construction daterange,
    validity daterange,
    version integer not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    document_number text check (length(document_number) between 2 and 100),
    reason text check (length(reason) between 2 and 1000)
);

-- The life of a zone (domain rule; the states are a proposal of this product). '' is the beginning. by_round: made by the stages of a
-- round alone.
create table zone_move (
    from_state text not null,
    to_state text not null,
    by_round boolean not null,
    primary key (from_state, to_state)
);

insert into zone_move (from_state, to_state, by_round) values
    ('', 'applied', false),
    ('applied', 'reviewed', false), ('reviewed', 'public-notice', false), ('public-notice', 'confirmed', false),
    ('confirmed', 'building', false), ('building', 'mid-term', false),
    ('building', 'self-assessment', true), ('mid-term', 'self-assessment', true), ('extended', 'self-assessment', true),
    ('re-review', 'self-assessment', true),
    ('self-assessment', 'evidence-check', true), ('evidence-check', 'scoring', true), ('scoring', 'reconciliation', true),
    ('reconciliation', 'panel-opinion', true), ('panel-opinion', 'notice', true),
    ('notice', 'panel-opinion', true),
    ('notice', 'recognised', true), ('notice', 'extended', true), ('notice', 'not-recognised', true),
    ('notice', 'renewed', true), ('notice', 'revoked', true),
    ('recognised', 'in-force', false), ('renewed', 'in-force', false),
    ('in-force', 're-review', false), ('in-force', 'revoked', false);

-- A framework is one text: the canonical JSON of its tree. A version that a round uses is frozen by its hash for ever.
create table framework (
    id uuid primary key,
    code text not null check (code ~ '^[a-z0-9][a-z0-9-]{1,40}$'),
    version integer not null check (version >= 1),
    name_zh text not null check (length(name_zh) between 1 and 200),
    name_en text not null check (length(name_en) between 1 and 200),
    -- false: a proposal, and said so wherever it is shown.
    official boolean not null,
    source_zh text not null check (length(source_zh) between 1 and 500),
    source_en text not null check (length(source_en) between 1 and 500),
    content text not null,
    content_hash bytea not null check (content_hash = sha256(convert_to(content, 'UTF8'))),
    frozen_at timestamptz,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    constraint framework_version_once unique (code, version)
);

create function framework_frozen() returns trigger language plpgsql set search_path from current as $$
begin
    if old.frozen_at is not null or new.frozen_at is null
        or (to_jsonb(new) - 'frozen_at') is distinct from (to_jsonb(old) - 'frozen_at') then
        perform refuse('framework_is_frozen', 'A version is never changed: whatever is different is the next one.');
    end if;
    return new;
end $$;

create trigger framework_frozen before update on framework for each row execute function framework_frozen();

-- A version of no gap: the next one, or the first.
create function framework_version_follows() returns trigger language plpgsql set search_path from current as $$
begin
    if new.version <> 1 + coalesce((select max(version) from framework where code = new.code), 0) then
        perform refuse('framework_version_once', 'Versions are counted up.');
    end if;
    return new;
end $$;

create trigger framework_version_follows before insert on framework for each row execute function framework_version_follows();

do $$
begin
    execute format('revoke update on framework from %I', 'regionnet_' || current_schema());
    execute format('grant update (frozen_at) on framework to %I', 'regionnet_' || current_schema());
end $$;
