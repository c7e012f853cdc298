-- Webhooks: what an organisation wants to be told, and every telling as a row that is tried until it is taken or dead.

create table webhook (
    id uuid primary key,
    organisation_id uuid not null,
    url text not null check (length(url) between 1 and 1000),
    kinds text[] not null check (cardinality(kinds) between 1 and 50),
    sealed_secret bytea not null,
    secret_set_at timestamptz not null,
    paused_at timestamptz,
    -- An ended one tells nothing any more and can't be resumed; its deliveries stay as a record.
    ended_at timestamptz,
    created_by text not null,
    created_by_name text not null,
    created_at timestamptz not null,
    version integer not null default 1
);

create index webhook_of_organisation on webhook (organisation_id, created_at) where ended_at is null;

create table webhook_delivery (
    id uuid primary key,
    webhook_id uuid not null references webhook,
    event_id uuid not null,
    kind text not null,
    -- The very text that is signed.
    body text not null,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    attempts integer not null default 0,
    -- When it is due. A sender that takes it sets this to the end of its lease, so a sender that dies gives it back.
    next_attempt_at timestamptz not null default now(),
    -- Whose attempt is under way; a sender that comes back after its lease finds another name here.
    lease uuid,
    last_status integer,
    last_error text,
    delivered_at timestamptz,
    dead_at timestamptz,
    status text not null generated always as (
        case when delivered_at is not null then 'delivered' when dead_at is not null then 'dead' else 'pending' end
    ) stored,
    constraint webhook_delivery_once unique (webhook_id, event_id),
    constraint webhook_delivery_ends_once check (num_nonnulls(delivered_at, dead_at) <= 1)
);

create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at)
    where delivered_at is null and dead_at is null;
create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_delivery_dead on webhook_delivery (created_at desc, id desc) where dead_at is not null;
create index webhook_delivery_dead_of_webhook on webhook_delivery (webhook_id) where dead_at is not null;
create index webhook_delivery_last on webhook_delivery (webhook_id, delivered_at) where delivered_at is not null;
