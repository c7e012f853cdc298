-- Series by RFC 5545: the rule they came from, and what of it was not booked. Each occurrence is a session of its own.

create table series (
    id uuid primary key,
    organisation_id uuid not null,
    rrule text not null check (length(rrule) between 1 and 500),
    exdates timestamptz[] not null default '{}',
    during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
    on_conflict text not null check (on_conflict in ('all-or-nothing', 'skip')),
    created_by text not null,
    created_by_name text not null,
    created_at timestamptz not null
);

create table series_skipped (
    series_id uuid not null references series,
    recurrence_id timestamptz not null,
    -- The refusal (docs/errors.md) as it was worded then.
    code text not null,
    zh text not null,
    en text not null,
    primary key (series_id, recurrence_id)
);

-- An occurrence keeps its place in the series (RECURRENCE-ID) wherever it is moved; each place is filled once.
drop index session_of_series;
create unique index session_once_in_series on session (series_id, recurrence_id) where series_id is not null;
alter table session
    add constraint session_of_its_series foreign key (series_id) references series,
    add constraint session_recurs_in_a_series check ((series_id is null) = (recurrence_id is null));
