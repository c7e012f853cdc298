-- Batches of parties that are screened, watches on a portfolio, and candidates that a person has put to rest.

create table screening_batch (
    id uuid primary key,
    -- Whose batch it is; foreign batches don't exist for the reader.
    organisation_id uuid not null,
    file_name text not null check (length(file_name) <= 200),
    sha256 bytea not null check (length(sha256) = 32),
    -- The same rows once more, on the same version of the lists.
    replay_of uuid references screening_batch,
    -- What was asked of which version: the reading, the day, the names, how far each list had come.
    list_version text not null,
    row_count integer not null check (row_count > 0),
    done_count integer not null default 0,
    matches integer not null default 0,
    strong integer not null default 0,
    possible integer not null default 0,
    created_at timestamptz not null,
    created_by text not null,
    created_by_name text not null,
    finished_at timestamptz,
    result_hash bytea check (length(result_hash) = 32),
    constraint screening_batch_done check (done_count between 0 and row_count
        and (done_count = row_count) = (finished_at is not null) and (finished_at is null) = (result_hash is null))
);

create index screening_batch_of_organisation on screening_batch (organisation_id, created_at desc, id desc);

-- A natural person stands here by the keyed hash of an ID and a masked name.
create table screening_row (
    batch_id uuid not null references screening_batch,
    row integer not null,
    name text,
    code text,
    id_fingerprint text,
    primary key (batch_id, row),
    constraint screening_row_asks check (num_nonnulls(name, code, id_fingerprint) > 0)
);

-- What one worker takes at a time. A worker that dies gives it back.
create table screening_chunk (
    batch_id uuid not null references screening_batch,
    first_row integer not null,
    last_row integer not null check (last_row >= first_row),
    done_at timestamptz,
    result_hash bytea check (length(result_hash) = 32),
    primary key (batch_id, first_row),
    constraint screening_chunk_done check ((done_at is null) = (result_hash is null))
);

create index screening_chunk_due on screening_chunk (batch_id, first_row) where done_at is null;

create table screening_hit (
    batch_id uuid not null,
    row integer not null,
    rank integer not null,
    class text not null check (class in ('match', 'strong', 'possible')),
    score integer not null check (score between 0 and 100),
    party_id uuid not null references party,
    hit jsonb not null,
    primary key (batch_id, row, rank),
    foreign key (batch_id, row) references screening_row
);

-- A person's word that a candidate is another party. It stands for what was compared: the asked name and code, and the party's names,
-- code and entries as they were. Whatever of this changes opens the question again; so does its end.
create table false_positive (
    id uuid primary key,
    organisation_id uuid not null,
    asked_name text not null,
    asked_code text,
    party_id uuid not null references party,
    -- The party's version, which a change of its name raises, its last name in the index, its code, and its entries in force with theirs.
    listed_version integer not null,
    listed_name_id integer not null references indexed_name,
    listed_code text,
    listed_entries text not null,
    reason text not null check (length(reason) between 5 and 1000),
    evidence text not null check (length(evidence) between 2 and 1000),
    decided_at timestamptz not null,
    decided_by text not null,
    decided_by_name text not null,
    expires_on date not null,
    withdrawn_at timestamptz,
    withdrawn_by text,
    constraint false_positive_ends check (expires_on > (decided_at at time zone 'Asia/Shanghai')::date),
    constraint false_positive_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null))
);

create index false_positive_of_party on false_positive (organisation_id, party_id, decided_at desc);
create index false_positive_newest on false_positive (organisation_id, decided_at desc, id desc);

-- What an organisation wants to be told of: its own applicants.
create table watch (
    id uuid primary key,
    organisation_id uuid not null,
    label text not null check (length(label) between 1 and 200),
    name text check (length(name) between 1 and 200),
    code text,
    id_fingerprint text check (id_fingerprint ~ '^[0-9a-f]{64}$'),
    created_at timestamptz not null,
    created_by text not null,
    created_by_name text not null,
    ended_at timestamptz,
    ended_by text,
    constraint watch_of_somebody check (num_nonnulls(name, code, id_fingerprint) > 0),
    -- A natural person has no name here.
    constraint watch_of_one_kind check (id_fingerprint is null or num_nonnulls(name, code) = 0),
    constraint watch_ended check ((ended_at is null) = (ended_by is null))
);

create index watch_of_organisation on watch (organisation_id, created_at desc, id desc);
create index watch_by_code on watch (code) where ended_at is null and code is not null;
create index watch_by_fingerprint on watch (id_fingerprint) where ended_at is null and id_fingerprint is not null;
create unique index watch_once on watch (organisation_id, coalesce(name, ''), coalesce(code, ''), coalesce(id_fingerprint, ''))
    where ended_at is null;

-- The keys by which a watched name looks for listed ones.
create table watch_key (
    key integer not null,
    watch_id uuid not null references watch,
    primary key (key, watch_id)
);

-- What a watch has told, once for each version of an entry.
create table watch_hit (
    watch_id uuid not null references watch,
    entry_id uuid not null references list_entry,
    version integer not null,
    change text not null,
    class text not null check (class in ('match', 'strong', 'possible')),
    score integer not null check (score between 0 and 100),
    pieces jsonb not null,
    -- Whether it was found by the watch's beginning rather than by a change: shown, but no alert.
    found_at_start boolean not null,
    found_at timestamptz not null,
    primary key (watch_id, entry_id, version)
);

create index watch_hit_newest on watch_hit (found_at desc, watch_id);

create trigger screening_row_append_only before update or delete on screening_row for each row execute function is_append_only();
create trigger screening_hit_append_only before update or delete on screening_hit for each row execute function is_append_only();
create trigger watch_hit_append_only before update or delete on watch_hit for each row execute function is_append_only();
create trigger watch_key_append_only before update or delete on watch_key for each row execute function is_append_only();

create function false_positive_keeps() returns trigger language plpgsql set search_path from current as $$
begin
    if old.withdrawn_at is not null or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by') then
        perform refuse('false_positive_keeps', 'A decision is withdrawn and made anew, never changed.');
    end if;
    return new;
end $$;

create trigger false_positive_keeps before update on false_positive for each row execute function false_positive_keeps();

do $$ begin
    execute format('revoke update on screening_row, screening_hit, watch_hit, watch_key from %I', 'regionnet_' || current_schema());
end $$;
