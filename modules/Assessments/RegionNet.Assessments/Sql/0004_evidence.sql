-- Evidence of a filing: files in pieces, each version kept, and what the evidence check said.

create table evidence_file (
    id uuid primary key,
    round_id uuid not null,
    zone_id uuid not null,
    indicator text not null check (length(indicator) between 1 and 20),
    name text not null check (length(name) between 1 and 200),
    -- By the bytes of the file, not by its name.
    media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
    size integer not null constraint evidence_size check (size between 1 and 20 * 1024 * 1024),
    sha256 bytea not null check (length(sha256) = 32),
    version integer not null check (version > 0),
    -- The file that it takes the place of; at most one does.
    replaces uuid constraint evidence_replaced_once unique references evidence_file,
    uploaded_at timestamptz not null,
    uploaded_by text not null,
    uploaded_by_name text not null,
    -- unscanned until a scanner has looked at it; an infected file is never given out.
    scan_state text not null default 'unscanned' check (scan_state in ('unscanned', 'clean', 'infected')),
    scanned_at timestamptz,
    -- Until when its process has it at the scanner; a later one means that it died.
    scan_claimed_until timestamptz,
    -- What the scanner called it.
    finding text check (length(finding) between 1 and 200),
    -- Taken back by the zone; it stays, and counts no more.
    withdrawn_at timestamptz,
    withdrawn_by text,
    withdrawn_by_name text,
    foreign key (round_id, zone_id) references round_zone,
    constraint evidence_version_of_replaced check ((version = 1) = (replaces is null)),
    constraint evidence_scanned_whole check ((scan_state = 'unscanned') = (scanned_at is null) and (scan_state = 'infected') = (finding is not null)),
    constraint evidence_withdrawn_whole check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_by_name) in (0, 3))
);

create index evidence_of_indicator on evidence_file (round_id, zone_id, indicator);
create index evidence_to_scan on evidence_file (uploaded_at) where scan_state = 'unscanned';

create table evidence_chunk (
    file_id uuid not null references evidence_file,
    number integer not null check (number >= 0),
    content bytea not null check (length(content) between 1 and 262144),
    primary key (file_id, number)
);

-- Already compressed, all of it.
alter table evidence_chunk alter column content set storage external;

create function evidence_file_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
declare before evidence_file;
begin
    if tg_op = 'INSERT' then
        if new.replaces is not null then
            select * into before from evidence_file where id = new.replaces;
            if row(before.round_id, before.zone_id, before.indicator, before.version + 1)
                is distinct from row(new.round_id, new.zone_id, new.indicator, new.version) or before.withdrawn_at is not null then
                perform refuse('evidence_replaces_its_own', 'A file takes the place of one of the same indicator.');
            end if;
        end if;
    else
        if old.scan_state <> 'unscanned' and row(new.scan_state, new.scanned_at, new.finding)
            is distinct from row(old.scan_state, old.scanned_at, old.finding) then
            perform refuse('evidence_scanned_once', 'What a scanner said stays.');
        end if;
        if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
            perform refuse('evidence_withdrawn_once', 'The file is withdrawn.');
        end if;
    end if;
    return new;
end $$;

create trigger evidence_file_keeps_the_rules before insert or update on evidence_file
    for each row execute function evidence_file_keeps_the_rules();

-- Each word of the evidence check; version: of the filing after it.
create table evidence_check (
    round_id uuid not null,
    zone_id uuid not null,
    indicator text not null,
    version integer not null,
    outcome text not null check (outcome in ('accepted', 'returned')),
    reason text check (length(reason) between 2 and 1000),
    checked_at timestamptz not null,
    checked_by text not null,
    checked_by_name text not null,
    primary key (round_id, zone_id, indicator, version),
    foreign key (round_id, zone_id, indicator) references indicator_filing,
    constraint evidence_returned_with_reason check (outcome <> 'returned' or reason is not null)
);

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on evidence_file, evidence_chunk, evidence_check from %I', module_role);
    execute format('grant update (scan_state, scanned_at, scan_claimed_until, finding, withdrawn_at, withdrawn_by, withdrawn_by_name)
        on evidence_file to %I', module_role);
end $$;
