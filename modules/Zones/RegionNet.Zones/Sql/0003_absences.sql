-- Absences of liaison officers, in which their deputies serve, and the account under which an officer is told.

alter table liaison_officer add column account text check (length(account) between 1 and 100);

create table liaison_absence (
    id uuid primary key,
    officer_id uuid not null references liaison_officer,
    during daterange not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    lifted_at timestamptz,
    lifted_by text,
    constraint liaison_absence_is_bounded check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    constraint liaison_absence_lifted_by_somebody check ((lifted_at is null) = (lifted_by is null)),
    constraint liaison_absence_once_at_a_time exclude using gist (officer_id with =, during with &&) where (lifted_at is null)
);

-- Of an absence only its lifting changes, of an officer only the term and the account.
do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on liaison_absence from %I', module_role);
    execute format('grant update (lifted_at, lifted_by) on liaison_absence to %I', module_role);
    execute format('grant update (account) on liaison_officer to %I', module_role);
end $$;
