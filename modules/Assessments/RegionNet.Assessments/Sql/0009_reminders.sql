-- Reminders of a stage's last day, each once: the row of the day is claimed by one process, in the transaction that tells the persons.

create table reminder_day (
    round_id uuid not null references assessment_round,
    stage text not null,
    days_before integer not null,
    -- The stage's last day; a round that comes to a stage again has another one.
    until date not null,
    -- superseded: a later day was due already, as after a standstill.
    outcome text not null check (outcome in ('told', 'superseded')),
    at timestamptz not null,
    primary key (round_id, stage, days_before, until)
);

-- Whom it was told, and what was open at that time. Whoever was told everything is done by reading it.
create table reminder (
    id uuid primary key,
    round_id uuid not null,
    stage text not null,
    days_before integer not null,
    until date not null,
    subject text not null,
    -- Indicators to file, sheets to lock, or filings to check.
    kind text not null check (kind in ('filing', 'sheet', 'check')),
    zone_id uuid references demonstration_zone,
    open integer not null check (open > 0),
    at timestamptz not null,
    read_at timestamptz,
    foreign key (round_id, stage, days_before, until) references reminder_day,
    constraint reminder_once unique nulls not distinct (round_id, stage, days_before, until, subject, kind, zone_id)
);

create index reminder_of_subject on reminder (subject, at desc, id desc);

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on reminder_day, reminder from %I', module_role);
    execute format('grant update (read_at) on reminder to %I', module_role);
end $$;

-- How many indicators a framework has: nodes without children.
create function framework_indicators(content text) returns integer language sql immutable parallel safe
return (
    with recursive node as (
        select n from jsonb_array_elements(content::jsonb -> 'nodes') n
        union all
        select c from node, jsonb_array_elements(case when jsonb_typeof(n -> 'children') = 'array' then n -> 'children' else '[]' end) c
    )
    select count(*)::integer from node where coalesce(jsonb_typeof(n -> 'children'), 'null') <> 'array'
);
