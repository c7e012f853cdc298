-- Calendars that a person subscribes to from outside. The token in the address is signed, not kept: a copy of this table opens none.

create table feed (
    id uuid primary key,
    scope text not null check (scope in ('room', 'centre', 'mine')),
    -- The room, or the organisation whose rooms are shown.
    target_id uuid,
    owner text not null,
    -- Whoever leaves the organisation leaves its calendars.
    organisation_id uuid not null,
    language text not null check (language in ('zh', 'en')),
    created_at timestamptz not null,
    revoked_at timestamptz,
    constraint feed_has_target check ((scope = 'mine') = (target_id is null))
);

create index feed_of_owner on feed (owner, created_at) where revoked_at is null;

-- What was called off lately, for feeds that must say so.
create index session_called_off on session (changed_at)
    where status in ('cancelled', 'withdrawn', 'rejected', 'no-show');
