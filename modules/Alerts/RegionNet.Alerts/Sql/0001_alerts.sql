-- Durable alerts, one gap-free stream per zone. The row is the message; every push is a hint that it exists.

create table zone_stream (
    zone_code text primary key,
    -- The highest sequence number given. Raised under this row's lock, held to the commit: readers see no gaps.
    head bigint not null default 0
);

create table alert (
    id uuid primary key,
    zone_code text not null references zone_stream,
    sequence bigint not null check (sequence > 0),
    kind text not null,
    level text not null check (level in ('minor', 'moderate', 'severe', 'extreme')),
    title_zh text not null,
    title_en text not null,
    body_zh text not null,
    body_en text not null,
    -- What the alert is about, for example the id of a session.
    subject text not null,
    event_id uuid not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    constraint alert_in_sequence unique (zone_code, sequence),
    constraint alert_once_per_event unique (event_id, zone_code)
);

create table alert_seen (
    alert_id uuid not null references alert,
    subject text not null,
    zone_code text not null,
    display_name text not null,
    organisation_id uuid not null,
    seen_at timestamptz not null,
    primary key (alert_id, subject)
);

create index alert_seen_by on alert_seen (subject, zone_code);

do $$ begin
    execute format('revoke update on alert, alert_seen from %I', 'regionnet_' || current_schema());
end $$;
