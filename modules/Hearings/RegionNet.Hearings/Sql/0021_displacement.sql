-- Displacement: a host's director proposes to move a session for a waiting one of higher rank, somebody else of the host approves.

create table displacement (
    id uuid primary key,
    host_id uuid not null,
    session_id uuid not null references session,
    session_version integer not null,
    for_session_id uuid not null references session,
    for_session_version integer not null,
    reason text not null check (length(reason) between 2 and 500),
    -- Where the displaced session goes.
    during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
    room_ids uuid[] not null check (cardinality(room_ids) between 1 and 10),
    -- lapsed: it expired, or one of the sessions changed, before anybody decided.
    status text not null default 'proposed' check (status in ('proposed', 'approved', 'rejected', 'lapsed')),
    proposed_by text not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    expires_at timestamptz not null,
    decided_by text,
    decided_by_name text,
    decided_at timestamptz,
    decision_reason text check (length(decision_reason) between 2 and 500),
    constraint displacement_of_another check (session_id <> for_session_id),
    constraint displacement_four_eyes check (decided_by <> proposed_by),
    constraint displacement_decided check (
        (status = 'proposed') = (decided_at is null)
        and (status in ('approved', 'rejected')) = (decided_by is not null)
        and (status = 'rejected') <= (decision_reason is not null)
    )
);

create unique index displacement_one_at_a_time on displacement (session_id) where status = 'proposed';
create index displacement_of_host on displacement (host_id, proposed_at desc, id desc);

-- Whatever the code does: a published or begun hearing is never displaced.
create function session_displaced_while_open() returns trigger language plpgsql as $$
begin
    raise exception 'A hearing that is % is not displaced.', old.status
        using errcode = 'check_violation', constraint = 'session_displaced_while_open', schema = 'hearings', table = 'session';
end $$;

create trigger session_displaced_while_open before update on session
    for each row when (new.change = 'displaced' and new.version <> old.version
        and old.status not in ('submitted', 'supplement', 'approved'))
    execute function session_displaced_while_open();
