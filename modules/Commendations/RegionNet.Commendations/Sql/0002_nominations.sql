-- A nomination from draft to announcement, as a table of allowed moves; its steps; and what must be there before a step.

-- The lifecycle (domain rule; the states are a proposal of this product). '' is the beginning.
create table nomination_move (
    from_state text not null,
    to_state text not null,
    primary key (from_state, to_state)
);

insert into nomination_move (from_state, to_state) values
    ('', 'draft'),
    ('draft', 'draft'), ('draft', 'nominated'), ('draft', 'withdrawn'),
    ('nominated', 'unit-notice'), ('nominated', 'withdrawn'), ('nominated', 'rejected'),
    ('unit-notice', 'provincial-review'), ('unit-notice', 'withdrawn'), ('unit-notice', 'rejected'),
    ('provincial-review', 'eligibility-check'), ('provincial-review', 'draft'), ('provincial-review', 'withdrawn'),
    ('provincial-review', 'rejected'),
    ('eligibility-check', 'joint-review'), ('eligibility-check', 'withdrawn'), ('eligibility-check', 'rejected'),
    ('joint-review', 'selected'), ('joint-review', 'rejected'),
    ('selected', 'public-notice'), ('selected', 'rejected'),
    ('public-notice', 'approved'), ('public-notice', 'rejected'),
    ('approved', 'announced'), ('approved', 'rejected'),
    ('announced', 'revoked');

create sequence nomination_number;

create table nomination (
    id uuid primary key,
    number text not null unique,
    round_id uuid not null references commendation_round,
    system text not null check (system in ('ip-office', 'court', 'procuratorate', 'police')),
    category text not null check (category in ('collective', 'individual')),
    province_code text not null references province,
    -- A place of the province is taken from the nomination on, one of the system from the joint review on.
    province_quota_id uuid not null references quota,
    system_quota_id uuid not null references quota,
    -- Who nominates; and the organisation that is the nominee or where the nominee works, itself if that one is not in the directory.
    unit_id uuid not null,
    own_unit_id uuid not null,
    -- Zones that cover the unit, when it drafted.
    zones text[] not null,
    -- A collective lies open; of a person there are the sealed data, what a reader sees of them, and the keyed hash of the ID.
    name_zh text check (length(name_zh) between 2 and 100),
    name_en text check (length(name_en) between 2 and 200),
    code text check (code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    code_ground text check (length(code_ground) between 2 and 200),
    sealed bytea,
    masked_name text,
    id_fingerprint text,
    work_unit_zh text not null check (length(work_unit_zh) between 2 and 100),
    work_unit_en text not null check (length(work_unit_en) between 2 and 200),
    merits text not null check (length(merits) between 20 and 3000),
    state text not null,
    version integer not null default 1,
    drafted_at timestamptz not null,
    submitted_at timestamptz,
    announced_at timestamptz,
    -- The last step: who, when, on which paper, why.
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    changed_by_organisation uuid,
    document_number text check (length(document_number) between 2 and 100),
    reason text check (length(reason) between 2 and 1000),
    constraint nomination_of_its_unit unique (id, unit_id, own_unit_id),
    constraint nomination_is_one_of_both check (case category
        when 'collective' then num_nonnulls(name_zh, name_en, code) = 3 and num_nonnulls(sealed, masked_name, id_fingerprint) = 0
        else num_nonnulls(sealed, masked_name, id_fingerprint) = 3 and num_nonnulls(name_zh, name_en, code, code_ground) = 0 end),
    constraint nomination_submitted check ((state in ('draft', 'withdrawn')) or submitted_at is not null),
    constraint nomination_announced check ((state in ('announced', 'revoked')) = (announced_at is not null))
);

create unique index nomination_collective_once on nomination (round_id, code, name_zh)
    where category = 'collective' and state not in ('draft', 'withdrawn', 'rejected');
create unique index nomination_person_once on nomination (round_id, id_fingerprint)
    where category = 'individual' and state not in ('draft', 'withdrawn', 'rejected');
create index nomination_newest on nomination (drafted_at desc, id desc);
create index nomination_of_unit on nomination (unit_id, drafted_at desc, id desc);
create index nomination_in_zones on nomination using gin (zones);
create index nomination_announced_newest on nomination (announced_at desc, id desc) where state = 'announced';
create index nomination_of_code on nomination (code) where code is not null;
create index nomination_of_person on nomination (id_fingerprint) where id_fingerprint is not null;

-- Every step of every nomination, written by the trigger of nomination alone.
create table step (
    nomination_id uuid not null references nomination,
    version integer not null,
    from_state text not null,
    to_state text not null,
    unit_id uuid not null,
    own_unit_id uuid not null,
    at timestamptz not null,
    by_subject text not null,
    by_name text not null,
    organisation_id uuid,
    document_number text,
    reason text,
    -- Steps that judge, as against those by which the unit itself brings its nomination forward or takes it back.
    decides boolean not null generated always as (
        to_state in ('eligibility-check', 'joint-review', 'selected', 'public-notice', 'approved', 'announced', 'rejected', 'revoked')
        or (from_state = 'provincial-review' and to_state = 'draft')
    ) stored,
    primary key (nomination_id, version),
    constraint step_not_on_own_unit check (
        not (to_state in ('eligibility-check', 'joint-review', 'selected', 'public-notice', 'approved', 'announced', 'rejected', 'revoked')
            or (from_state = 'provincial-review' and to_state = 'draft'))
        or (organisation_id is not null and organisation_id not in (unit_id, own_unit_id))),
    constraint step_with_reason check (
        reason is not null
        or not (to_state in ('withdrawn', 'rejected', 'revoked') or (from_state = 'provincial-review' and to_state = 'draft'))),
    constraint step_with_document check (
        document_number is not null or to_state not in ('selected', 'public-notice', 'approved', 'announced'))
);

-- Who recorded the joint review does not approve.
create unique index step_four_eyes on step (nomination_id, by_subject) where to_state in ('selected', 'approved');

-- What Discipline answered before a step; the step has the same version.
create table listing_check (
    id uuid primary key,
    nomination_id uuid not null references nomination,
    version integer not null,
    checked_at timestamptz not null,
    listed integer not null check (listed >= 0),
    findings jsonb not null
);

create index listing_check_of_step on listing_check (nomination_id, version);

-- A notice within the unit or to the public. days: first day to the day after the last; explicit, whatever the default was.
create table notice (
    id uuid primary key,
    nomination_id uuid not null,
    version integer not null,
    kind text not null check (kind in ('unit', 'public')),
    unit_id uuid not null,
    own_unit_id uuid not null,
    days daterange not null check (not isempty(days) and not upper_inf(days)),
    -- The last day by rule; null where the holiday calendar of that time is not announced.
    default_until date,
    -- Why it ends otherwise than by rule.
    ground text check (length(ground) between 2 and 500),
    place text not null check (length(place) between 2 and 200),
    constraint notice_of_nomination foreign key (nomination_id, unit_id, own_unit_id) references nomination (id, unit_id, own_unit_id),
    constraint notice_once unique (nomination_id, kind, version),
    constraint notice_as_ruled check (ground is not null or (default_until is not null and upper(days) = default_until + 1))
);

create table objection (
    id uuid primary key,
    notice_id uuid not null references notice,
    nomination_id uuid not null,
    notice_kind text not null check (notice_kind in ('unit', 'public')),
    unit_id uuid not null,
    own_unit_id uuid not null,
    channel text not null check (channel in ('web', 'letter', 'telephone', 'visit')),
    -- Name and contact of who objects, sealed; the hash tells a repetition.
    objector_sealed bytea not null,
    fingerprint text not null,
    content text not null check (length(content) between 10 and 2000),
    received_at timestamptz not null,
    recorded_by text,
    answer text check (length(answer) between 10 and 2000),
    upheld boolean,
    answered_at timestamptz,
    answered_by text,
    answered_by_name text,
    organisation_id uuid,
    constraint objection_of_nomination foreign key (nomination_id, unit_id, own_unit_id)
        references nomination (id, unit_id, own_unit_id),
    constraint objection_once unique (notice_id, fingerprint),
    constraint objection_answered_whole check (
        num_nonnulls(answer, upheld, answered_at, answered_by, answered_by_name, organisation_id) in (0, 6)),
    constraint objection_not_on_own_unit check (
        notice_kind = 'unit' or organisation_id is null or organisation_id not in (unit_id, own_unit_id))
);

create index objection_of_nomination_newest on objection (nomination_id, received_at desc);
create index objection_open on objection (received_at, id) where answer is null;

-- A party that was listed after it was nominated: somebody has to look, nothing happens by itself.
create table review (
    id uuid primary key,
    nomination_id uuid not null,
    unit_id uuid not null,
    own_unit_id uuid not null,
    entry_id uuid not null,
    list_code text not null,
    list_zh text not null,
    list_en text not null,
    opened_at timestamptz not null,
    -- When the entry was repaired or revoked meanwhile.
    cleared_at timestamptz,
    outcome text check (outcome in ('kept', 'ended')),
    reason text check (length(reason) between 2 and 1000),
    document_number text check (length(document_number) between 2 and 100),
    decided_at timestamptz,
    decided_by text,
    decided_by_name text,
    organisation_id uuid,
    constraint review_of_nomination foreign key (nomination_id, unit_id, own_unit_id) references nomination (id, unit_id, own_unit_id),
    constraint review_decided_whole check (
        num_nonnulls(outcome, reason, decided_at, decided_by, decided_by_name, organisation_id) in (0, 6)),
    constraint review_not_on_own_unit check (organisation_id is null or organisation_id not in (unit_id, own_unit_id))
);

create unique index review_open_once on review (nomination_id, entry_id) where outcome is null;
create index review_of_nomination_newest on review (nomination_id, opened_at desc);
create index review_newest on review (opened_at desc, id desc);
