-- What every module's schema has: events out, events in, replayed requests, and the audit chain.

create table outbox (
    id bigint generated always as identity primary key,
    event_id uuid not null default gen_random_uuid() unique,
    kind text not null,
    subject text not null,
    payload jsonb not null,
    trace_parent text,
    occurred_at timestamptz not null default now(),
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    last_error text,
    done_at timestamptz,
    dead_at timestamptz
);

create index outbox_pending on outbox (id) where done_at is null and dead_at is null;
create index outbox_pending_subject on outbox (subject, id) where done_at is null and dead_at is null;

create table inbox (
    event_id uuid not null,
    handler text not null,
    handled_at timestamptz not null default now(),
    primary key (event_id, handler)
);

create table idempotency (
    subject text not null,
    key text not null check (length(key) between 1 and 200),
    request_hash bytea not null,
    response text,
    created_at timestamptz not null default now(),
    primary key (subject, key)
);

create index idempotency_age on idempotency (created_at);

create table audit_entry (
    sequence bigint primary key,
    at timestamptz not null,
    actor text not null,
    actor_name text not null,
    organisation_id uuid,
    address text,
    action text not null,
    subject text not null,
    details text not null,
    result text not null,
    previous bytea not null check (length(previous) = 32),
    hash bytea not null check (length(hash) = 32)
);

create index audit_entry_subject on audit_entry (subject, sequence);

-- One row: where the chain ends. Locking it orders the appends; it is always the last lock of a transaction.
create table audit_head (
    single boolean primary key default true check (single),
    sequence bigint not null,
    hash bytea not null
);

insert into audit_head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));

-- The module's role receives select, insert and update on new tables by default (see the Migrator). The audit is
-- append-only even for it, and its own past even for a mistaken statement of its owner.
do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on audit_entry from %I', module_role);
    execute format('revoke insert on audit_head from %I', module_role);
    execute format('grant delete on idempotency to %I', module_role);
end $$;

create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_entry is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_entry_is_append_only();
