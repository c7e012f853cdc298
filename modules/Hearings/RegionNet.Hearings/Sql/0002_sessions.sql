-- Sessions and what they take. A room can't be in two sessions at once: the exclusion constraint says so, whatever the
-- code does. Commands lock the room rows in id order first, so that rivals wait instead of deadlocking on it.

create sequence session_number;

create table session (
    id uuid primary key,
    number text not null unique,
    title text not null check (length(title) between 1 and 200),
    case_number text not null check (length(case_number) between 1 and 100),
    mode text not null check (mode in ('on-site', 'circuit', 'point-to-point', 'internet', 'hybrid')),
    hearing_class text not null check (hearing_class in ('court', 'oral-hearing', 'adjudication', 'mediation', 'training')),
    during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
    organisation_id uuid not null,
    booked_by text not null,
    booked_by_name text not null,
    booked_at timestamptz not null,
    status text not null default 'booked' check (status in ('booked', 'cancelled')),
    cancelled_at timestamptz,
    cancelled_by text,
    cancel_reason text check (length(cancel_reason) between 1 and 500),
    version integer not null default 1,
    constraint session_cancelled_with_reason check (
        (status = 'cancelled') = (cancelled_at is not null)
        and (status = 'cancelled') = (cancelled_by is not null)
        and (status = 'cancelled') = (cancel_reason is not null)
    )
);

create index session_of_organisation on session (organisation_id, booked_at desc, id desc);

create table allocation (
    session_id uuid not null references session,
    room_id uuid not null references room,
    -- The session and the turnaround behind it.
    blocked tstzrange not null check (not isempty(blocked)),
    released_at timestamptz,
    primary key (session_id, room_id),
    constraint allocation_overlap exclude using gist (room_id with =, blocked with &&) where (released_at is null)
);

create index allocation_of_room on allocation (room_id, session_id);
