-- Where alerts come from beside the modules' events: coordinators by template, and outside systems that sign what they send.

create table alert_template (
    id uuid primary key default gen_random_uuid(),
    -- Null: for every zone.
    zone_code text,
    kind text not null check (kind ~ '^manual\.[a-z0-9][a-z0-9.-]{0,89}$'),
    level text not null check (level in ('minor', 'moderate', 'severe', 'extreme')),
    name_zh text not null check (length(name_zh) between 1 and 100),
    name_en text not null check (length(name_en) between 1 and 100),
    -- Text with {places} that the coordinator fills in.
    title_zh text not null check (length(title_zh) between 1 and 200),
    title_en text not null check (length(title_en) between 1 and 200),
    body_zh text not null check (length(body_zh) between 1 and 2000),
    body_en text not null check (length(body_en) between 1 and 2000),
    changed_by text not null default 'system:migrator',
    changed_by_name text not null default 'RegionNet',
    changed_at timestamptz not null default now(),
    ended_at timestamptz,
    version integer not null default 1
);

insert into alert_template (kind, level, name_zh, name_en, title_zh, title_en, body_zh, body_en) values
    ('manual.notice', 'minor', '一般通知', 'General notice', '{title}', '{title}', '{text}', '{text}'),
    ('manual.system-outage', 'severe', '系统停用', 'System outage', '{system}停用', '{system} is down',
     '{system}自{since}起停用，预计{until}恢复。请改用备用方式。', '{system} has been down since {since} and is expected back {until}. Use the fallback.'),
    ('manual.filing-cluster', 'severe', '异常申请聚集', 'Cluster of abnormal filings', '疑似异常申请聚集：{who}',
     'Suspected cluster of abnormal filings: {who}', '{who}在{days}天内于多个区域集中提交{number}件申请，请核查。',
     '{who} filed {number} applications within {days} days in several zones; please examine.'),
    ('manual.emergency', 'extreme', '紧急预警', 'Emergency', '紧急：{title}', 'Emergency: {title}', '{text}', '{text}');

create table manual_alert (
    id uuid primary key,
    template_id uuid not null references alert_template,
    zone_codes text[] not null check (cardinality(zone_codes) between 1 and 20),
    kind text not null,
    level text not null check (level in ('minor', 'moderate', 'severe', 'extreme')),
    title_zh text not null,
    title_en text not null,
    body_zh text not null,
    body_en text not null,
    subject text not null,
    expires_at timestamptz,
    status text not null check (status in ('proposed', 'raised', 'rejected')),
    organisation_id uuid not null,
    proposed_by text not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_by_name text,
    decided_at timestamptz,
    reason text check (length(reason) between 1 and 500),
    version integer not null default 1,
    -- A second pair of eyes for red.
    constraint manual_alert_second_person check (level <> 'extreme' or status = 'proposed' or decided_by <> proposed_by),
    constraint manual_alert_decided check (
        num_nonnulls(decided_by, decided_by_name, decided_at) in (0, 3)
        and (status = 'proposed') <= (decided_by is null)
        and (status = 'rejected' or (status = 'raised' and level = 'extreme')) <= (decided_by is not null)),
    constraint manual_alert_only_red_waits check (level = 'extreme' or status = 'raised'),
    constraint manual_alert_rejected_with_reason check (status <> 'rejected' or reason is not null)
);

create index manual_alert_list on manual_alert (proposed_at desc, id desc);

-- What was proposed is what is decided on: only the decision may be written, and once.
create function manual_alert_is_decided_once() returns trigger language plpgsql set search_path from current as $$
begin
    if old.status <> 'proposed'
        or (to_jsonb(old) - array['status', 'decided_by', 'decided_by_name', 'decided_at', 'reason', 'version'])
            <> (to_jsonb(new) - array['status', 'decided_by', 'decided_by_name', 'decided_at', 'reason', 'version'])
    then
        raise exception 'A manual alert is decided once, as it was proposed.'
            using errcode = 'check_violation', constraint = 'manual_alert_decided_once', schema = 'alerts', table = 'manual_alert';
    end if;
    return null;
end $$;

create trigger manual_alert_is_decided_once after update on manual_alert
    for each row execute function manual_alert_is_decided_once();

create table alert_source (
    id uuid primary key,
    -- Part of the kind of its alerts: source.{code}.{kind}.
    code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name_zh text not null check (length(name_zh) between 1 and 100),
    name_en text not null check (length(name_en) between 1 and 100),
    organisation_id uuid not null,
    zone_codes text[] not null check (cardinality(zone_codes) between 1 and 20),
    -- It can't raise anything above it.
    maximum_level text not null check (maximum_level in ('minor', 'moderate', 'severe', 'extreme')),
    sealed_key bytea not null,
    key_set_at timestamptz not null,
    created_by text not null,
    created_by_name text not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    last_message_at timestamptz,
    version integer not null default 1
);

create unique index alert_source_once on alert_source (code) where ended_at is null;

create table source_message (
    source_id uuid not null references alert_source,
    message_id text not null check (length(message_id) between 1 and 100),
    -- By which its alerts are found again: alert.event_id.
    event_id uuid not null unique,
    message_type text not null check (message_type in ('alert', 'update', 'cancel')),
    -- The message that an update or a cancellation refers to: the first of its alert.
    refers_to text,
    body_hash bytea not null,
    sent_at timestamptz not null,
    received_at timestamptz not null,
    constraint source_message_once primary key (source_id, message_id),
    constraint source_message_refers foreign key (source_id, refers_to) references source_message,
    constraint source_message_refers_if_follows check ((message_type = 'alert') = (refers_to is null))
);

do $$ begin
    execute format('revoke update on source_message from %I', 'regionnet_' || current_schema());
end $$;
