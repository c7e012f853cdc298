-- Filings that were found abnormal or made in bad faith, as authorities import them, and the clusters among them.

-- Who filed, or for whom: known by a code or a resident ID, or by a name alone, which identifies nobody.
create table filer (
    id uuid primary key,
    -- code:… (unified social credit code), id:… (keyed hash of a resident ID), name:… (keyed hash of the name).
    key text not null check (key ~ '^(code:[0-9A-Z]{18}|(id|name):[0-9a-f]{64})$'),
    code text,
    -- Of an organisation with a code. A name without one may be a natural person's and lies sealed (PIPL art. 51).
    name text check (length(name) between 1 and 200),
    name_sealed bytea,
    masked_name text check (length(masked_name) between 1 and 20),
    -- Of a natural person, so that the person can become the party of a case.
    id_sealed bytea,
    constraint filer_once unique (key),
    constraint filer_is_what_its_key_says check (case
        when key like 'code:%' then key = 'code:' || code and name is not null and num_nonnulls(name_sealed, masked_name, id_sealed) = 0
        else num_nonnulls(code, name) = 0 and num_nonnulls(name_sealed, masked_name) = 2 and (key like 'id:%') = (id_sealed is not null)
    end)
);

create table filing (
    id uuid primary key,
    kind text not null check (kind in ('patent-invention', 'utility-model', 'design', 'trademark')),
    application_number text not null check (length(application_number) between 1 and 40),
    suspicion text not null check (suspicion in ('abnormal', 'bad-faith')),
    filed_on date not null,
    applicant_id uuid not null references filer,
    agent_id uuid references filer,
    -- GB/T 2260, of the applicant.
    place_code text not null check (place_code ~ '^[1-9][0-9]{5}$'),
    zone_code text not null check (zone_code ~ '^[A-Z][A-Z0-9]{1,9}$'),
    -- Who imported it.
    organisation_id uuid not null,
    imported_at timestamptz not null,
    constraint filing_once unique (kind, application_number)
);

-- A cluster is looked for by filer and day, zones counted in the index alone.
create index filing_of_applicant on filing (applicant_id, filed_on) include (zone_code);
create index filing_of_agent on filing (agent_id, filed_on) include (zone_code) where agent_id is not null;
create index filing_newest on filing (imported_at desc, id desc);

-- From when on filings of one filer are a cluster. Dated; official = false: a proposal of this product, no law.
create table cluster_rule (
    id text primary key check (id ~ '^[a-z0-9-]{2,60}$'),
    role text not null check (role in ('applicant', 'agent')),
    filings integer not null check (filings between 2 and 100000),
    days integer not null check (days between 1 and 366),
    zones integer not null check (zones between 1 and 20),
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint cluster_rule_one_at_a_time exclude using gist (role with =, valid with &&)
);

insert into cluster_rule (id, role, filings, days, zones, basis_zh, basis_en, official, valid) values
    ('applicant', 'applicant', 10, 30, 2, '本系统建议：同一申请人三十日内在两个以上协作区有十件以上非正常或者恶意申请',
     'Proposal of this product: 10 abnormal or bad-faith filings of one applicant in 30 days over 2 zones', false, '[2021-01-01,)'),
    ('agent', 'agent', 30, 30, 2, '本系统建议：同一代理机构三十日内在两个以上协作区代理三十件以上非正常或者恶意申请',
     'Proposal of this product: 30 abnormal or bad-faith filings through one agent in 30 days over 2 zones', false, '[2021-01-01,)');

-- The ground on which a lead about such filings stands, until an officer finds another.
create table suspicion_ground (
    suspicion text primary key check (suspicion in ('abnormal', 'bad-faith')),
    list_code text not null references list_kind,
    ground_code text not null
);

insert into suspicion_ground (suspicion, list_code, ground_code) values
    ('abnormal', 'cnipa-credit', 'abnormal-filing'),
    ('bad-faith', 'cnipa-credit', 'bad-faith-mark');

create table filing_cluster (
    id uuid primary key,
    role text not null check (role in ('applicant', 'agent')),
    filer_id uuid not null references filer,
    rule_id text not null references cluster_rule,
    -- From the first to the last filing.
    during daterange not null check (not isempty(during)),
    filings integer not null check (filings >= 1),
    zones text[] not null check (cardinality(zones) >= 1),
    -- Whose import completed it: the authority of the lead.
    organisation_id uuid not null,
    found_at timestamptz not null,
    -- The lead. Null where a name alone was known: a person has to say first who that is.
    case_id uuid references discipline_case,
    version integer not null default 1,
    -- What follows closely on a cluster makes it grow and raises nothing a second time.
    constraint filing_cluster_once exclude using gist (filer_id with =, role with =, during with &&)
);

create index filing_cluster_newest on filing_cluster (found_at desc, id desc);

create trigger filing_append_only before update or delete on filing for each row execute function is_append_only();
create trigger filer_append_only before update or delete on filer for each row execute function is_append_only();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    -- A filer's row is locked by those who look for clusters: that needs the right to update one column, which the trigger refuses.
    execute format('revoke update on filing, filer from %I', module_role);
    execute format('grant update (id) on filer to %I', module_role);
    execute format('revoke insert, update on cluster_rule, suspicion_ground from %I', module_role);
end $$;
