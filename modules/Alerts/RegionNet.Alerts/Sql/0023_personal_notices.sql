-- What concerns one person and no zone: it stands in no stream, is seen by nobody else, and goes over the roads of that person.

create table personal_notice (
    -- The event's: it is told once, however often the event comes.
    id uuid primary key,
    subject text not null,
    -- By which it concerns the person. Whoever no longer holds it is not told any more.
    role text not null check (length(role) between 1 and 50),
    kind text not null check (kind ~ '^[a-z0-9][a-z0-9.-]{0,99}$'),
    title_zh text not null check (length(title_zh) between 1 and 300),
    title_en text not null check (length(title_en) between 1 and 300),
    body_zh text not null check (length(body_zh) between 1 and 4000),
    body_en text not null check (length(body_en) between 1 and 4000),
    -- A page of the portal: what a mail links to is nowhere else.
    path text not null check (path ~ '^/[A-Za-z0-9/_-]*$' and length(path) <= 300),
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    constraint personal_notice_of unique (id, subject)
);

alter table email_road add column reminders boolean not null default true;

alter table delivery alter column alert_id drop not null;
alter table delivery add column notice_id uuid;
-- A message of a stream, or a notice; and a notice over the mail of its own person.
alter table delivery add constraint delivery_of_one check (num_nonnulls(alert_id, notice_id) = 1);
alter table delivery add constraint delivery_of_notice foreign key (notice_id, subject) references personal_notice (id, subject);
alter table delivery add constraint delivery_notice_by_mail check (notice_id is null or road = 'email');
alter table delivery drop constraint delivery_once;
alter table delivery add constraint delivery_once unique nulls not distinct (alert_id, notice_id, road, subject, webhook_id);

create or replace function delivery_stays_what_it_is() returns trigger language plpgsql set search_path from current as $$
begin
    if (old.id, old.road, old.alert_id, old.notice_id, old.subject, old.webhook_id, old.created_at)
        is distinct from (new.id, new.road, new.alert_id, new.notice_id, new.subject, new.webhook_id, new.created_at)
    then
        raise exception 'What was to be told to whom does not change afterwards.'
            using errcode = 'check_violation', constraint = 'delivery_stays_what_it_is', schema = 'alerts', table = 'delivery';
    end if;
    return null;
end $$;

do $$ begin
    execute format('revoke update on personal_notice from %I', 'regionnet_' || current_schema());
end $$;
