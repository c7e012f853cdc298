-- Whom decisions are about, and the dated rules by which they are made.

-- GB 32100-2015: the check digit of a unified social credit code. Codes that were issued and fail it exist.
create function credit_code_checks(code text) returns boolean language sql immutable parallel safe
    return substr(code, 18, 1) = substr('0123456789ABCDEFGHJKLMNPQRTUWXY', (31 - (
        select sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, p, 1)) - 1)
            * (array[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])[p])
        from generate_series(1, 17) as p)::int % 31) % 31 + 1, 1);

create table party (
    id uuid primary key,
    kind text not null check (kind in ('organisation', 'person')),
    -- Of an organisation. A natural person's name and resident ID lie sealed (PIPL art. 51).
    name text check (length(name) between 1 and 200),
    name_sealed bytea,
    id_sealed bytea,
    -- Surname and last character.
    masked_name text check (length(masked_name) between 1 and 20),
    -- Unified social credit code.
    code text check (code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    -- Why a clerk took a code whose check digit fails.
    code_overridden text check (length(code_overridden) between 2 and 500),
    -- Keyed hash of the resident ID.
    id_fingerprint text check (id_fingerprint ~ '^[0-9a-f]{64}$'),
    -- GB/T 2260, of the registration.
    place_code text check (place_code ~ '^[0-9]{6}$'),
    version integer not null default 1,
    created_at timestamptz not null,
    created_by text not null,
    constraint party_of_one_kind check (case kind
        when 'organisation' then name is not null and num_nonnulls(name_sealed, id_sealed, masked_name, id_fingerprint) = 0
        else name is null and code is null and num_nulls(name_sealed, id_sealed, masked_name, id_fingerprint) = 0
    end),
    constraint party_code_checked check (code is null or code_overridden is not null or credit_code_checks(code)),
    constraint party_code_once unique (code),
    constraint party_person_once unique (id_fingerprint)
);

create index party_of_place on party (place_code);
create index party_named on party (name);

-- Names that an organisation bore before; the present one is in party.
create table party_name (
    party_id uuid not null references party,
    name text not null check (length(name) between 1 and 200),
    valid daterange not null check (not isempty(valid) and not upper_inf(valid)),
    primary key (party_id, valid),
    constraint party_name_one_at_a_time exclude using gist (party_id with =, valid with &&)
);

-- Rules are rows with a time and the article they come from. official = false: a proposal of this product, no law.
create table list_kind (
    code text primary key check (code ~ '^[a-z0-9-]{2,40}$'),
    zh text not null,
    en text not null,
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    -- Whether entries are shown to everybody at all.
    publishes boolean not null,
    -- By which law natural persons may be shown to everybody; null: they are not.
    persons_basis text,
    valid daterange not null check (not isempty(valid))
);

create table ground (
    id text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
    code text not null check (code ~ '^[a-z0-9-]{2,60}$'),
    list_code text not null references list_kind,
    zh text not null,
    en text not null,
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    persons_basis text,
    -- Corrected in time, it may be left undetermined (CNIPA credit rules art. 7).
    may_be_left boolean not null default false,
    valid daterange not null check (not isempty(valid)),
    constraint ground_one_at_a_time exclude using gist (list_code with =, code with =, valid with &&)
);

create table period_rule (
    id text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
    list_code text not null references list_kind,
    -- Null: for every ground of the list without a row of its own.
    ground_code text,
    term_months integer not null check (term_months between 1 and 120),
    -- On repetition, or where the authority may set it: the longest.
    longest_months integer not null,
    -- Null: no repair before the end.
    repair_after_months integer check (repair_after_months between 0 and 120),
    -- No repair within so many months of the party's last one on this list.
    repair_block_months integer check (repair_block_months between 1 and 120),
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint period_rule_longest check (longest_months >= term_months),
    constraint period_rule_one_at_a_time exclude using gist (list_code with =, (coalesce(ground_code, '')) with =, valid with &&)
);

create table deadline_rule (
    id text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
    code text not null check (code ~ '^[a-z0-9-]{2,60}$'),
    -- Null: for every list without a row of its own.
    list_code text references list_kind,
    days integer not null check (days between 0 and 365),
    unit text not null check (unit in ('calendar', 'working')),
    zh text not null,
    en text not null,
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint deadline_rule_one_at_a_time exclude using gist (code with =, (coalesce(list_code, '')) with =, valid with &&)
);

-- The rules change by a script that ends a row and adds the next, never by the module itself.
do $$ begin
    execute format('revoke insert, update on list_kind, ground, period_rule, deadline_rule from %I',
        'regionnet_' || current_schema());
end $$;
