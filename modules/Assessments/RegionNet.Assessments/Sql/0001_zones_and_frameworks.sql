-- Demonstration zones and the frameworks by which they are assessed. Scheme of construction: CNIPA 国知发保字〔2022〕27号.

create function refuse(name text, message text) returns void language plpgsql as $$
begin
    raise exception '%', message using errcode = 'check_violation', constraint = name;
end $$;

-- The days of the two batches were counted differently: start and end are stated, only a default is computed.
create table batch (
    number integer constraint batch_number_once primary key check (number between 1 and 99),
    -- Null where it was not found.
    call_document text check (length(call_document) between 1 and 200),
    -- First day to the day after the last.
    public_notice daterange check (not isempty(public_notice) and not upper_inf(public_notice)),
    confirmed_on date,
    version integer not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    constraint batch_confirmed_after_notice check (confirmed_on is null
        or public_notice is not null and confirmed_on >= upper(public_notice))
);

-- How long building and the title last, by rule; the dates stated of a zone win over it.
create table zone_period_rule (
    period text not null check (period in ('construction', 'validity')),
    years integer not null check (years between 1 and 20),
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint zone_period_rule_one_at_a_time exclude using gist (period with =, valid with &&)
);

insert into zone_period_rule (period, years, basis_zh, basis_en, official, valid) values
    ('construction', 2, '《国家知识产权保护示范区建设方案》（国知发保字〔2022〕27号）：建设期2年',
        'Scheme of construction, CNIPA 国知发保字〔2022〕27号: 2 years of construction', true, '[2022-01-01,)'),
    ('validity', 3, '《国家知识产权保护示范区建设方案》（国知发保字〔2022〕27号）：有效期3年',
        'Scheme of construction, CNIPA 国知发保字〔2022〕27号: the title is valid for 3 years', true, '[2022-01-01,)');

create table demonstration_zone (
    id uuid primary key,
    -- GB/T 2260 of the place, and of the province it lies in.
    place_code text not null constraint zone_place_once unique check (place_code ~ '^[0-9]{6}$'),
    province_code text not null check (province_code ~ '^[0-9]{2}0000$' and left(province_code, 2) = left(place_code, 2)),
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 200),
    batch_number integer not null references batch,
    -- The organisation whose officers file for the zone; null until the organiser names one.
    organisation_id uuid,
    state text not null,
    -- Half-open: 2 years of building, 3 years of validity by default; the stated dates count.
    construction daterange check (not isempty(construction) and not upper_inf(construction)),
    validity daterange check (not isempty(validity) and not upper_inf(validity)),
    version integer not null default 1,
    -- The last step: who recorded it, when, on which paper, why, and since which day it holds (null: not known).
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    effective_on date,
    document_number text check (length(document_number) between 2 and 100),
    reason text check (length(reason) between 2 and 1000),
    constraint zone_has_construction check (construction is not null
        or state in ('applied', 'reviewed', 'public-notice', 'confirmed')),
    constraint zone_has_validity check (validity is not null or state not in ('in-force', 're-review', 'renewed'))
);

create index demonstration_zone_of_organisation on demonstration_zone (organisation_id) where organisation_id is not null;

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

-- Every step of every zone, written by the trigger of demonstration_zone alone. from_state = to_state: who files was named.
create table zone_step (
    zone_id uuid not null references demonstration_zone,
    version integer not null,
    from_state text not null,
    to_state text not null,
    -- The round that made the move.
    round_id uuid,
    at timestamptz not null,
    by_subject text not null,
    by_name text not null,
    effective_on date,
    document_number text,
    reason text,
    organisation_id uuid,
    construction daterange,
    validity daterange,
    primary key (zone_id, version),
    constraint zone_step_with_reason check (reason is not null or to_state not in ('extended', 'not-recognised', 'revoked')),
    -- Of what was entered from public sources the paper is not always known: then the source stands in the reason.
    constraint zone_step_with_document check (document_number is not null or reason is not null or from_state = to_state
        or to_state not in ('public-notice', 'confirmed', 'recognised', 'not-recognised', 'in-force', 'renewed', 'revoked'))
);

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
