-- What becomes of an alert. Its messages stay as they are in the stream; the case beside them has the state, and every change of it
-- that a reader should see is a further message of the same stream.

alter table alert
    -- The first message of this alert in this zone; its own id for the first.
    add column root_id uuid,
    add column message_type text not null default 'alert' check (message_type in ('alert', 'update', 'cancel', 'progress')),
    add column change text not null default 'raised' check (change in (
        'raised', 'updated', 'counted', 'unsilenced', 'cancelled', 'inhibited',
        'delivered', 'acknowledged', 'handling', 'closed', 'overdue', 'escalated', 'expired')),
    -- State, version and count of the case after this message.
    add column state text not null default 'unread',
    add column case_version integer not null default 1,
    add column count integer not null default 1 check (count > 0),
    -- Recorded but not told.
    add column silenced boolean not null default false,
    -- Whether a duty room may ring: only red does so outside working hours.
    add column rings boolean not null default true,
    add column expires_at timestamptz,
    -- Who made the change; null for the system.
    add column actor_name text,
    add column actor_organisation_id uuid,
    add column note text check (length(note) between 1 and 500),
    -- Null where no event stands behind the message but a person or a clock.
    alter column event_id drop not null;

update alert set root_id = id;

alter table alert
    alter column root_id set not null,
    add constraint alert_of_root foreign key (root_id) references alert,
    add constraint alert_begins_or_follows check ((message_type = 'alert') = (root_id = id)),
    add constraint alert_change_fits_type check (message_type = case
        when change = 'raised' then 'alert'
        when change in ('updated', 'counted', 'unsilenced') then 'update'
        when change in ('cancelled', 'inhibited') then 'cancel'
        else 'progress' end);

create index alert_of_root on alert (root_id, sequence);

-- How many alerts, not messages, a stream has: what a reader has not seen is counted by these.
alter table zone_stream add column alerts bigint not null default 0;
update zone_stream set alerts = head;

alter table alert_seen add column root boolean not null default true;
drop index alert_seen_by;
create index alert_seen_by on alert_seen (subject, zone_code) where root;

create table alert_case (
    root_id uuid primary key,
    zone_code text not null,
    kind text not null,
    subject text not null,
    level text not null check (level in ('minor', 'moderate', 'severe', 'extreme')),
    state text not null,
    count integer not null default 1 check (count > 0),
    -- The organisations whose doing or rooms it is about; their heads are asked when it is not acknowledged.
    organisation_ids uuid[] not null default '{}',
    -- The message with the text that holds now.
    text_id uuid not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    delivered_at timestamptz,
    delivered_by text,
    delivered_by_name text,
    delivered_organisation_id uuid,
    acknowledged_at timestamptz,
    acknowledged_by text,
    acknowledged_by_name text,
    acknowledged_organisation_id uuid,
    handling_at timestamptz,
    handling_by text,
    handling_by_name text,
    handling_organisation_id uuid,
    -- When it ended, whichever way.
    closed_at timestamptz,
    closed_by text,
    closed_by_name text,
    closed_organisation_id uuid,
    expires_at timestamptz,
    version integer not null default 1,
    -- Written before its first message, so that the stream's lock comes last.
    constraint alert_case_of_root foreign key (root_id) references alert deferrable initially deferred,
    constraint alert_case_text foreign key (text_id) references alert deferrable initially deferred,
    constraint alert_case_delivered check (num_nonnulls(delivered_at, delivered_by, delivered_by_name) in (0, 3)),
    constraint alert_case_acknowledged check (
        num_nonnulls(acknowledged_at, acknowledged_by, acknowledged_by_name) in (0, 3)
        and (state in ('acknowledged', 'handling', 'closed')) <= (acknowledged_at is not null)),
    constraint alert_case_handling check (
        num_nonnulls(handling_at, handling_by, handling_by_name) in (0, 3) and (state = 'handling') <= (handling_at is not null)),
    constraint alert_case_closed check (
        num_nonnulls(closed_at, closed_by, closed_by_name) in (0, 3)
        and (state in ('closed', 'cancelled', 'expired')) = (closed_at is not null))
);

create index alert_case_open on alert_case (zone_code, last_at desc, root_id desc)
    where state in ('unread', 'delivered', 'acknowledged', 'handling');
create index alert_case_history on alert_case (zone_code, first_at desc, root_id desc);
create index alert_case_subject on alert_case (subject) where state in ('unread', 'delivered', 'acknowledged', 'handling');
create index alert_case_expiring on alert_case (expires_at)
    where expires_at is not null and state in ('unread', 'delivered', 'acknowledged');

-- The lifecycle (proposal of this product). '' is the beginning.
create table case_move (
    from_state text not null,
    to_state text not null,
    primary key (from_state, to_state)
);

insert into case_move (from_state, to_state) values
    ('', 'unread'),
    ('unread', 'delivered'), ('unread', 'acknowledged'), ('unread', 'cancelled'), ('unread', 'expired'),
    ('delivered', 'acknowledged'), ('delivered', 'cancelled'), ('delivered', 'expired'),
    ('acknowledged', 'handling'), ('acknowledged', 'closed'), ('acknowledged', 'cancelled'), ('acknowledged', 'expired'),
    ('handling', 'closed'), ('handling', 'cancelled');

-- The search path is fixed, so that a dump restores and nobody's own tables come in between.
create function alert_case_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
begin
    if (tg_op = 'INSERT' or new.state <> old.state) and not exists (
        select 1 from case_move m
        where m.to_state = new.state and m.from_state = case tg_op when 'INSERT' then '' else old.state end
    ) then
        raise exception 'An alert may not go from % to %.', case tg_op when 'INSERT' then 'nothing' else old.state end, new.state
            using errcode = 'check_violation', constraint = 'case_move_allowed', schema = 'alerts', table = 'alert_case';
    end if;
    if tg_op = 'UPDATE' then
        -- Being seen and being counted up change nothing that a decision rests on.
        if new.version <> old.version
            + (case when (new.state <> old.state and new.state <> 'delivered') or new.level <> old.level then 1 else 0 end)
        then
            raise exception 'Every decision on an alert is a version of its own.'
                using errcode = 'check_violation', constraint = 'case_version_follows', schema = 'alerts', table = 'alert_case';
        end if;
        if (old.acknowledged_by, old.handling_by, old.closed_by) is distinct from (
                case when old.acknowledged_by is null then null else new.acknowledged_by end,
                case when old.handling_by is null then null else new.handling_by end,
                case when old.closed_by is null then null else new.closed_by end)
            or new.root_id <> old.root_id or new.zone_code <> old.zone_code or new.count < old.count
        then
            raise exception 'Who did what to an alert does not change afterwards.'
                using errcode = 'check_violation', constraint = 'case_keeps_its_past', schema = 'alerts', table = 'alert_case';
        end if;
    end if;
    return null;
end $$;

create trigger alert_case_keeps_the_rules after insert or update on alert_case
    for each row execute function alert_case_keeps_the_rules();

-- Alerts from before this script were told and have no clock.
insert into alert_case (root_id, zone_code, kind, subject, level, state, text_id, first_at, last_at)
select id, zone_code, kind, subject, level, 'unread', id, recorded_at, recorded_at from alert;

do $$ begin
    execute format('revoke insert, update on case_move from %I', 'regionnet_' || current_schema());
end $$;
