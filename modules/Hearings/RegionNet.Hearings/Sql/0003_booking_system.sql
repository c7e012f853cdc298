-- The booking system: one allocation table for everything that can't be in two places, the lifecycle as a table of moves,
-- every version of a session, the host's sharing terms, and the notice rules with their legal basis.

-- What a session may take. Rooms keep their details in room, everything else in asset.
create table resource (
    id uuid primary key,
    kind text not null check (kind in ('room', 'device', 'video-bridge', 'panel-member', 'assistant', 'agent', 'interpreter')),
    -- Who lends it. A party's agent belongs to nobody.
    organisation_id uuid,
    -- Inventory, staff or licence number; tells two people of one name apart.
    identifier text check (length(identifier) between 1 and 100),
    constraint resource_has_lender check ((kind = 'agent') = (organisation_id is null))
);

create unique index resource_once on resource (kind, organisation_id, identifier) nulls not distinct
    where identifier is not null;

insert into resource (id, kind, organisation_id) select id, 'room', organisation_id from room;

alter table room
    alter column id drop default,
    add constraint room_is_resource foreign key (id) references resource,
    -- Reached without steps, with a place for a wheelchair.
    add column accessible boolean not null default false;

create table asset (
    id uuid primary key references resource,
    name_zh text not null check (length(name_zh) between 1 and 100),
    name_en text not null check (length(name_en) between 1 and 100),
    in_service boolean not null default true,
    version integer not null default 1
);

-- A host's own time: maintenance, holidays, its own events. It takes the room by the same constraint as a session.
create table blackout (
    id uuid primary key,
    room_id uuid not null references room,
    during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
    reason text not null check (length(reason) between 1 and 200),
    created_by text not null,
    created_at timestamptz not null,
    lifted_at timestamptz,
    lifted_by text,
    constraint blackout_lifted_by_somebody check ((lifted_at is null) = (lifted_by is null))
);

create index blackout_of_room on blackout (room_id, lower(during));

-- The allocation names any resource. A hold is a row like any other; whoever wants the slot after expires_at releases it first.
alter table allocation drop constraint allocation_overlap;
alter table allocation drop constraint allocation_pkey;
drop index allocation_of_room;
alter table allocation rename column room_id to resource_id;
alter table allocation drop constraint allocation_room_id_fkey;
alter table allocation
    alter column session_id drop not null,
    add column blackout_id uuid references blackout,
    add column expires_at timestamptz,
    add constraint allocation_of_resource foreign key (resource_id) references resource,
    add constraint allocation_has_one_cause check (num_nonnulls(session_id, blackout_id) = 1),
    add constraint allocation_once unique (session_id, resource_id),
    add constraint allocation_once_blacked_out unique (blackout_id),
    add constraint allocation_overlap exclude using gist (resource_id with =, blocked with &&) where (released_at is null);

-- Notice rules: data with their basis and their time. is_law tells a statute from a proposal of this product.
create table notice_rule (
    id text primary key,
    hearing_class text not null check (hearing_class in ('court', 'oral-hearing', 'adjudication', 'mediation', 'training')),
    major boolean not null,
    days integer not null check (days between 0 and 90),
    unit text not null check (unit in ('calendar', 'working')),
    basis_zh text not null,
    basis_en text not null,
    is_law boolean not null,
    valid daterange not null,
    constraint notice_rule_one_at_a_time exclude using gist (hearing_class with =, (major::int) with =, valid with &&)
);

insert into notice_rule (id, hearing_class, major, days, unit, basis_zh, basis_en, is_law, valid) values
    ('court-2022', 'court', false, 3, 'calendar', '《民事诉讼法》第一百三十九条：开庭三日前通知当事人和其他诉讼参与人；公开审理的应当公告',
     'Civil Procedure Law, art. 139: parties and participants are told 3 days before; a public trial is announced', true, '[2022-01-01,)'),
    ('court-major-2022', 'court', true, 3, 'calendar', '《民事诉讼法》第一百三十九条：开庭三日前通知当事人和其他诉讼参与人；公开审理的应当公告',
     'Civil Procedure Law, art. 139: parties and participants are told 3 days before; a public trial is announced', true, '[2022-01-01,)'),
    ('adjudication', 'adjudication', false, 3, 'working', '专利侵权纠纷行政裁决口头审理：提前三个工作日通知',
     'Administrative adjudication of patent disputes: notice 3 working days before the oral hearing', true, '[2022-01-01,)'),
    ('adjudication-major', 'adjudication', true, 5, 'working', '重大专利侵权纠纷行政裁决口头审理：提前五个工作日通知',
     'Administrative adjudication of major patent disputes: notice 5 working days before the oral hearing', true, '[2022-01-01,)');

-- The lifecycle (proposal of this product; no official one was found). '' is the beginning.
create table session_move (
    from_status text not null,
    to_status text not null,
    primary key (from_status, to_status)
);

insert into session_move (from_status, to_status) values
    ('', 'held'), ('', 'draft'), ('', 'waiting'), ('', 'submitted'), ('', 'approved'),
    ('held', 'withdrawn'),
    ('draft', 'submitted'), ('draft', 'approved'), ('draft', 'waiting'), ('draft', 'withdrawn'),
    ('waiting', 'submitted'), ('waiting', 'approved'), ('waiting', 'withdrawn'),
    ('submitted', 'approved'), ('submitted', 'supplement'), ('submitted', 'rejected'), ('submitted', 'withdrawn'),
    ('supplement', 'submitted'), ('supplement', 'approved'), ('supplement', 'rejected'), ('supplement', 'withdrawn'),
    ('approved', 'published'), ('approved', 'submitted'), ('approved', 'in-session'), ('approved', 'cancelled'),
    ('approved', 'no-show'),
    ('published', 'approved'), ('published', 'submitted'), ('published', 'in-session'), ('published', 'cancelled'),
    ('published', 'no-show'),
    ('in-session', 'ended'),
    ('ended', 'archived');

alter table session drop constraint session_status_check;
alter table session drop constraint session_hearing_class_check;
update session set status = 'approved' where status = 'booked';

alter table session
    alter column status drop default,
    add column resource_ids uuid[] not null default '{}',
    -- Why the hearing is closed; null: public. State secrets and privacy by law; divorce and trade secrets on application.
    add column closed_ground text check (closed_ground in ('state-secrets', 'privacy', 'divorce', 'trade-secrets')),
    add column major boolean not null default false,
    add column merged_cases text[] not null default '{}' check (cardinality(merged_cases) <= 20),
    add column statutory_deadline date,
    add column needs jsonb not null default '{}',
    -- Parties and observers as encrypted JSON: personal data does not lie open (PIPL art. 51).
    add column sealed bytea,
    add column fee numeric(12, 2) not null default 0 check (fee >= 0),
    add column notice_rule text references notice_rule,
    -- The last lawful day; null where no rule holds, or while the holiday calendar of the time before is not announced.
    add column notice_due date,
    add column notice_ground text check (length(notice_ground) between 1 and 500),
    add column notice_published_at timestamptz,
    add column notice_risk_told_at timestamptz,
    add column hold_until timestamptz,
    add column submitted_at timestamptz,
    add column check_in_code text not null default lpad((floor(random() * 1000000))::int::text, 6, '0'),
    add column checked_in_at timestamptz,
    add column ended_at timestamptz,
    add column series_id uuid,
    add column recurrence_id timestamptz,
    add column changed_at timestamptz not null default now(),
    add column changed_by text not null default '',
    add column changed_by_name text not null default '',
    -- booked, held, moved, approved, …: what was done, for the history.
    add column change text not null default 'booked',
    add column change_reason text check (length(change_reason) between 1 and 500),
    add constraint session_hold_ends check ((status = 'held') <= (hold_until is not null)),
    add constraint session_published_at check ((status = 'published') <= (notice_published_at is not null)),
    add constraint session_in_session_at check ((status in ('in-session', 'ended')) <= (checked_in_at is not null));

update session s set
    changed_at = coalesce(s.cancelled_at, s.booked_at),
    changed_by = coalesce(s.cancelled_by, s.booked_by),
    changed_by_name = case when s.cancelled_at is null then s.booked_by_name else '' end,
    change = case when s.cancelled_at is null then 'booked' else 'cancelled' end,
    change_reason = s.cancel_reason,
    submitted_at = s.booked_at,
    resource_ids = (select array_agg(a.resource_id order by a.resource_id) from allocation a where a.session_id = s.id);

alter table session alter column changed_at drop default, alter column changed_by drop default,
    alter column changed_by_name drop default, alter column change drop default;

create index session_to_notice on session (notice_due) where status in ('submitted', 'supplement', 'approved');
create index session_held on session (organisation_id, hold_until) where status = 'held';
create index allocation_expiring on allocation (resource_id, expires_at) where released_at is null and expires_at is not null;
create index session_in_time on session using gist (during);
create index session_waiting on session using gin (resource_ids) where status = 'waiting';
create index session_of_series on session (series_id, recurrence_id) where series_id is not null;

-- Every version of every session, as it was after each change: who, when, why. Columns as in session, in its order.
create table session_version (like session);
alter table session_version
    add primary key (id, version),
    add constraint session_version_of_session foreign key (id) references session;
create index session_version_in_time on session_version using gist (during);
insert into session_version select * from session;

create function session_keeps_the_rules() returns trigger language plpgsql as $$
begin
    if not exists (
        select 1 from session_move m
        where m.to_status = new.status and m.from_status = case tg_op when 'INSERT' then '' else old.status end
    ) and (tg_op = 'INSERT' or new.status <> old.status) then
        raise exception 'A session may not go from % to %.', case tg_op when 'INSERT' then 'nothing' else old.status end, new.status
            using errcode = 'check_violation', constraint = 'session_move_allowed', schema = 'hearings', table = 'session';
    end if;
    if tg_op = 'UPDATE' and new.version <> old.version + 1 then
        raise exception 'Every change of a session is a version of its own.'
            using errcode = 'check_violation', constraint = 'session_version_follows', schema = 'hearings', table = 'session';
    end if;
    insert into session_version select new.*;
    return null;
end $$;

create trigger session_keeps_the_rules after insert or update on session
    for each row execute function session_keeps_the_rules();

-- Sharing terms of a room, dated: what the host publishes about how others may use it.
create table sharing_terms (
    id uuid primary key,
    room_id uuid not null references room,
    valid daterange not null check (not isempty(valid)),
    -- Minutes of the week, Monday 00:00 = 0, in local time.
    weekly_hours int4multirange not null
        check (not isempty(weekly_hours) and weekly_hours <@ int4multirange(int4range(0, 10080))),
    -- Closed on public holidays; open on make-up working days, with Monday's hours.
    working_days_only boolean not null,
    turnaround_minutes integer not null check (turnaround_minutes between 0 and 240),
    needs_approval boolean not null,
    -- What organisations that neither book nor host see of a public session.
    visibility text not null check (visibility in ('busy', 'case-number', 'full')),
    -- Of the bookable hours of a month, kept for the host itself.
    own_share numeric(4, 3) not null check (own_share between 0 and 1),
    -- Minutes after the start when nobody has checked in.
    no_show_minutes integer not null check (no_show_minutes between 5 and 240),
    published_by text not null,
    published_at timestamptz not null,
    constraint sharing_terms_one_at_a_time exclude using gist (room_id with =, valid with &&)
);

-- How many hours a guest organisation may take at a host in a period. guest_id null: each guest without a row of its own.
create table quota (
    id uuid primary key,
    host_id uuid not null,
    guest_id uuid,
    period text not null check (period in ('week', 'month')),
    hours numeric(6, 2) not null check (hours between 0 and 10000),
    valid daterange not null check (not isempty(valid)),
    set_by text not null,
    set_at timestamptz not null,
    constraint quota_one_at_a_time exclude using gist
        (host_id with =, (coalesce(guest_id, '00000000-0000-0000-0000-000000000000')) with =, period with =, valid with &&)
);

-- What each host said about a submission; a moved session is asked about again, hence the version.
create table session_approval (
    session_id uuid not null references session,
    organisation_id uuid not null,
    session_version integer not null,
    decision text not null check (decision in ('approved', 'supplement', 'rejected')),
    reason text check (length(reason) between 1 and 500),
    decided_by text not null,
    decided_by_name text not null,
    decided_at timestamptz not null,
    primary key (session_id, organisation_id, session_version),
    constraint session_approval_refused_with_reason check (decision = 'approved' or reason is not null)
);
