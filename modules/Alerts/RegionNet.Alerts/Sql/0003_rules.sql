-- Rules as data: working hours, clocks, levels, grouping, silences, subscriptions, and to whom a message is addressed.

-- Minutes of a working day in local time, dated.
create table business_hours (
    id integer generated always as identity primary key,
    minutes int4range not null check (not isempty(minutes) and minutes <@ int4range(0, 1440)),
    valid daterange not null check (not isempty(valid)),
    constraint business_hours_once exclude using gist (minutes with &&, valid with &&)
);

insert into business_hours (minutes, valid) values ('[540,720)', '[2022-01-01,)'), ('[810,1050)', '[2022-01-01,)');

-- The clocks of each level (proposal of this product), dated. minutes: round the clock; the others count working time.
create table escalation_rule (
    id integer generated always as identity primary key,
    level text not null check (level in ('minor', 'moderate', 'severe', 'extreme')),
    step smallint not null check (step between 1 and 9),
    -- reminder: those it was addressed to are reminded that its acknowledgement is overdue.
    target text not null check (target in ('reminder', 'unit-head', 'zone-lead', 'national')),
    amount integer not null check (amount between 1 and 10000),
    unit text not null check (unit in ('minutes', 'working-hours', 'working-days')),
    valid daterange not null check (not isempty(valid)),
    constraint escalation_rule_once exclude using gist (level with =, step with =, valid with &&)
);

insert into escalation_rule (level, step, target, amount, unit, valid) values
    ('extreme', 1, 'zone-lead', 30, 'minutes', '[2022-01-01,)'),
    ('extreme', 2, 'national', 60, 'minutes', '[2022-01-01,)'),
    ('severe', 1, 'reminder', 2, 'working-hours', '[2022-01-01,)'),
    ('severe', 2, 'zone-lead', 4, 'working-hours', '[2022-01-01,)'),
    ('moderate', 1, 'reminder', 1, 'working-days', '[2022-01-01,)'),
    ('moderate', 2, 'unit-head', 2, 'working-days', '[2022-01-01,)'),
    ('minor', 1, 'reminder', 3, 'working-days', '[2022-01-01,)');

-- What is to happen to a case that nobody acknowledges. Rows, not timers: whoever is there does what is due.
create table escalation_step (
    root_id uuid not null references alert_case,
    -- The version of the case that armed it: a raised level has a clock of its own.
    armed integer not null,
    step smallint not null,
    target text not null check (target in ('reminder', 'unit-head', 'zone-lead', 'national')),
    due_at timestamptz not null,
    done_at timestamptz,
    outcome text check (outcome in ('told', 'nobody', 'answered', 'ended', 'superseded')),
    -- The message that told of it.
    alert_id uuid,
    primary key (root_id, armed, step),
    constraint escalation_step_message foreign key (alert_id) references alert deferrable initially deferred,
    constraint escalation_step_done check ((done_at is null) = (outcome is null)),
    constraint escalation_step_told check ((coalesce(outcome, '') in ('told', 'nobody')) = (alert_id is not null))
);

create index escalation_step_due on escalation_step (due_at) where done_at is null;
-- One message for one step: not even a fault of ours could tell it twice.
create unique index escalation_step_message_once on escalation_step (alert_id) where alert_id is not null;

create table alert_rule (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind ~ '^[a-z0-9][a-z0-9.-]{0,99}$'),
    -- Null: in every zone, for every organisation. The most particular rule holds, the organisation's before the zone's.
    zone_code text,
    organisation_id uuid,
    -- Null: the level that the event itself brings.
    level text check (level in ('minor', 'moderate', 'severe', 'extreme')),
    group_by text check (group_by in ('kind', 'subject', 'organisation')),
    -- An event that follows the group's last one within this time counts it up.
    group_minutes integer check (group_minutes between 1 and 10080),
    expires_minutes integer check (expires_minutes between 5 and 525600),
    -- Kinds whose open alerts about the same subject this event makes void, in every zone.
    inhibits text[] not null default '{}' check (cardinality(inhibits) <= 20),
    changed_by text not null default 'system:migrator',
    changed_by_name text not null default 'RegionNet',
    changed_at timestamptz not null default now(),
    ended_at timestamptz,
    version integer not null default 1,
    constraint alert_rule_groups_within check ((group_by is null) = (group_minutes is null)),
    constraint alert_rule_inhibits_everywhere check (cardinality(inhibits) = 0 or (zone_code is null and organisation_id is null))
);

create unique index alert_rule_once on alert_rule (kind, zone_code, organisation_id) nulls not distinct where ended_at is null;

insert into alert_rule (kind, level, group_by, group_minutes, expires_minutes, inhibits) values
    ('hearings.session-booked', 'minor', null, null, 43200, '{}'),
    ('hearings.session-promoted', 'minor', null, null, 43200, '{}'),
    ('hearings.session-approved', 'minor', null, null, 43200, '{hearings.notice-at-risk,hearings.session-sent-back}'),
    -- 橙 once the notice is out, else 黄: the event brings it.
    ('hearings.session-moved', null, 'subject', 60, null, '{}'),
    ('hearings.session-sent-back', 'moderate', null, null, null, '{}'),
    ('hearings.session-cancelled', 'moderate', null, null, null,
     '{hearings.notice-at-risk,hearings.session-sent-back,hearings.session-moved}'),
    ('hearings.notice-at-risk', 'severe', null, null, null, '{}');

-- The alert that a group counts up now: one a group, whoever writes at once.
create table alert_group (
    zone_code text not null,
    group_key text not null,
    root_id uuid references alert_case,
    primary key (zone_code, group_key)
);

create table silence (
    id uuid primary key,
    zone_code text not null,
    kind text,
    subject text,
    organisation_id uuid,
    -- Nothing above it is silenced.
    up_to_level text not null check (up_to_level in ('minor', 'moderate', 'severe', 'extreme')),
    reason text not null check (length(reason) between 2 and 500),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    created_by text not null,
    created_by_name text not null,
    created_at timestamptz not null,
    lifted_at timestamptz,
    lifted_by text,
    lifted_by_name text,
    -- When its alerts that are still open were told after all.
    settled_at timestamptz,
    constraint silence_ends check (ends_at > starts_at and ends_at <= starts_at + interval '31 days'),
    constraint silence_lifted_by_somebody check (num_nonnulls(lifted_at, lifted_by, lifted_by_name) in (0, 3))
);

create index silence_in_force on silence (zone_code, ends_at) where settled_at is null;

alter table alert_case add column silence_id uuid references silence;
create index alert_case_silenced on alert_case (silence_id) where silence_id is not null;

create table subscription (
    id uuid primary key,
    subject text not null,
    display_name text not null,
    organisation_id uuid not null,
    zone_code text not null,
    -- Null: every kind. hearings: every kind that begins with "hearings.".
    kind text check (kind ~ '^[a-z0-9][a-z0-9.-]{0,99}$'),
    minimum_level text not null check (minimum_level in ('minor', 'moderate', 'severe', 'extreme')),
    -- Local time; red does not keep to it.
    quiet_from time,
    quiet_to time,
    created_at timestamptz not null,
    ended_at timestamptz,
    version integer not null default 1,
    constraint subscription_quiet_hours check ((quiet_from is null) = (quiet_to is null) and quiet_from <> quiet_to)
);

create unique index subscription_once on subscription (subject, zone_code, kind) nulls not distinct where ended_at is null;
create index subscription_of_zone on subscription (zone_code) where ended_at is null;

-- Whom a message is addressed to by name, and from when; over which road is the roads' matter.
create table alert_addressee (
    alert_id uuid not null,
    subject text not null,
    reason text not null check (reason in ('subscription', 'reminder', 'follow-up', 'unit-head', 'zone-lead', 'national')),
    -- The liaison officer who is away, where a deputy is told.
    stands_in_for uuid,
    due_at timestamptz not null,
    primary key (alert_id, subject),
    constraint alert_addressee_of_message foreign key (alert_id) references alert deferrable initially deferred
);

create index alert_addressee_subject on alert_addressee (subject, alert_id);

create function level_rank(level text) returns integer language sql immutable parallel safe
    return array_position(array['minor', 'moderate', 'severe', 'extreme'], level);

-- The end of the quiet hours that an instant lies in; the instant itself outside them.
create function after_quiet(at timestamptz, quiet_from time, quiet_to time) returns timestamptz
    language sql immutable parallel safe
    return case
        when quiet_from is null then at
        when case when quiet_from < quiet_to
            then (at at time zone 'Asia/Shanghai')::time >= quiet_from and (at at time zone 'Asia/Shanghai')::time < quiet_to
            else (at at time zone 'Asia/Shanghai')::time >= quiet_from or (at at time zone 'Asia/Shanghai')::time < quiet_to end
        then ((at at time zone 'Asia/Shanghai')::date
            + case when (at at time zone 'Asia/Shanghai')::time < quiet_to then 0 else 1 end + quiet_to) at time zone 'Asia/Shanghai'
        else at
    end;

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke insert, update on business_hours, escalation_rule from %I', module_role);
    execute format('revoke update on alert_addressee from %I', module_role);
end $$;
