-- The roads out of the system: who is reached over which, from which level on, and every telling as a row that is tried until it has
-- arrived, is dead, or has become pointless.

create table email_road (
    id uuid primary key,
    subject text not null,
    -- Sealed; gone when the person ends it.
    sealed_address bytea,
    -- Tells whether a person gives the same address again.
    address_print text,
    minimum_level text not null check (minimum_level in ('minor', 'moderate', 'severe', 'extreme')),
    language text not null check (language in ('zh', 'en')),
    verified_at timestamptz,
    -- A code proves that the address is the person's own. Only its keyed hash is kept.
    code_print text,
    code_expires_at timestamptz,
    code_tries integer not null default 0 check (code_tries between 0 and 5),
    code_sent_at timestamptz,
    code_day date,
    codes_that_day integer not null default 0 check (codes_that_day between 0 and 10),
    created_at timestamptz not null,
    ended_at timestamptz,
    version integer not null default 1,
    constraint email_road_forgets check (num_nonnulls(sealed_address, address_print) = case when ended_at is null then 2 else 0 end),
    constraint email_road_code check (num_nonnulls(code_print, code_expires_at) in (0, 2))
);

create unique index email_road_once on email_road (subject) where ended_at is null;

create table alert_webhook (
    id uuid primary key,
    organisation_id uuid not null,
    url text not null check (length(url) between 1 and 1000),
    zone_codes text[] not null check (cardinality(zone_codes) between 1 and 20),
    -- Null: every kind. hearings: every kind that begins with "hearings.".
    kind text check (kind ~ '^[a-z0-9][a-z0-9.-]{0,99}$'),
    minimum_level text not null check (minimum_level in ('minor', 'moderate', 'severe', 'extreme')),
    sealed_secret bytea not null,
    secret_set_at timestamptz not null,
    -- Who answers for it: it is told no more than this person may coordinate.
    owner text not null,
    owner_name text not null,
    created_at timestamptz not null,
    paused_at timestamptz,
    ended_at timestamptz,
    version integer not null default 1
);

create index alert_webhook_of_organisation on alert_webhook (organisation_id, created_at) where ended_at is null;

create table delivery (
    id uuid primary key,
    road text not null check (road in ('email', 'webhook')),
    alert_id uuid not null,
    subject text,
    webhook_id uuid references alert_webhook,
    created_at timestamptz not null,
    attempts integer not null default 0,
    -- When it is due. A sender that takes it sets this to the end of its lease, so a sender that dies gives it back.
    next_attempt_at timestamptz not null,
    -- Whose attempt is under way; a sender that comes back after its lease finds another name here.
    lease uuid,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'dead', 'dropped')),
    ended_at timestamptz,
    last_status integer,
    last_error text,
    constraint delivery_of_message foreign key (alert_id) references alert deferrable initially deferred,
    constraint delivery_to_one check (case road when 'email' then subject is not null and webhook_id is null
        else webhook_id is not null and subject is null end),
    constraint delivery_ends check ((status = 'pending') = (ended_at is null)),
    -- Nobody is told the same message twice over one road.
    constraint delivery_once unique nulls not distinct (alert_id, road, subject, webhook_id)
);

create index delivery_mail_due on delivery (next_attempt_at) where road = 'email' and status = 'pending';
create index delivery_webhook_due on delivery (webhook_id, next_attempt_at) where road = 'webhook' and status = 'pending';
create index delivery_dead on delivery (created_at desc, id desc) where status = 'dead';
create index delivery_of_webhook on delivery (webhook_id, created_at desc, id desc) where webhook_id is not null;

create function delivery_stays_what_it_is() returns trigger language plpgsql set search_path from current as $$
begin
    if (old.id, old.road, old.alert_id, old.subject, old.webhook_id, old.created_at)
        is distinct from (new.id, new.road, new.alert_id, new.subject, new.webhook_id, new.created_at)
    then
        raise exception 'What was to be told to whom does not change afterwards.'
            using errcode = 'check_violation', constraint = 'delivery_stays_what_it_is', schema = 'alerts', table = 'delivery';
    end if;
    return null;
end $$;

create trigger delivery_stays_what_it_is after update on delivery
    for each row execute function delivery_stays_what_it_is();
