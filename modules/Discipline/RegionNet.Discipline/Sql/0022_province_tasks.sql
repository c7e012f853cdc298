-- An entry about a party that is registered in another province is pushed to that province, which publishes it too (SAMR Order 44).

create table province_task_move (
    from_state text not null,
    to_state text not null,
    -- Who makes it: the authority that decided, the province of registration, or the system, when the entry changes.
    side text not null check (side in ('sender', 'receiver', 'system')),
    -- The deadline that runs from then on.
    deadline_code text,
    primary key (from_state, to_state)
);

insert into province_task_move (from_state, to_state, side, deadline_code) values
    ('', 'to-push', 'system', 'cross-province-push'),
    ('to-push', 'pushed', 'sender', 'cross-province-publish'),
    ('to-push', 'withdrawn', 'system', null),
    ('pushed', 'published', 'receiver', null),
    ('pushed', 'returned', 'receiver', 'cross-province-push'),
    ('pushed', 'withdrawn', 'system', null),
    ('returned', 'pushed', 'sender', 'cross-province-publish'),
    ('returned', 'withdrawn', 'system', null),
    ('published', 'retracting', 'system', 'display-stop'),
    ('retracting', 'cleared', 'receiver', null),
    ('retracting', 'published', 'system', null),
    ('withdrawn', 'to-push', 'system', 'cross-province-push'),
    ('cleared', 'to-push', 'system', 'cross-province-push');

create table province_task (
    id uuid primary key,
    entry_id uuid not null references list_entry,
    list_code text not null,
    -- GB/T 2260 of the province of registration, and of the authority that decided.
    province text not null check (province ~ '^[1-9][0-9]0000$'),
    sender_province text not null check (sender_province ~ '^[1-9][0-9]0000$'),
    sender_organisation_id uuid not null,
    -- The office of the province that has taken it up.
    receiver_organisation_id uuid,
    state text not null,
    version integer not null default 1,
    -- The clock: from when, how many days, until when. due_on is null with due_from set while the holidays of that year are not announced.
    due_rule_id text references deadline_rule,
    due_from date,
    due_on date,
    -- For which deadline an alert was raised.
    overdue_told_for date,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    constraint province_task_once unique (entry_id, province),
    constraint province_task_crosses check (province <> sender_province),
    constraint province_task_clock check ((due_rule_id is null) = (due_from is null) and (due_on is null or due_from is not null)),
    constraint province_task_received check (state not in ('published', 'returned', 'retracting', 'cleared') or receiver_organisation_id is not null)
);

create index province_task_of_sender on province_task (sender_organisation_id, created_at desc, id desc);
create index province_task_of_province on province_task (province, created_at desc, id desc);
create index province_task_due on province_task (due_on) where due_on is not null;
create index province_task_undated on province_task (id) where due_from is not null and due_on is null;

create table province_task_event (
    task_id uuid not null references province_task,
    version integer not null,
    from_state text not null,
    to_state text not null,
    at timestamptz not null,
    actor text not null,
    actor_name text not null,
    organisation_id uuid,
    note text check (length(note) between 1 and 500),
    -- Where and under which number the province has published it.
    document_number text check (length(document_number) between 1 and 100),
    due_on date,
    primary key (task_id, version)
);

alter table province_task add constraint province_task_change_told foreign key (id, version)
    references province_task_event (task_id, version) deferrable initially deferred;

create function province_task_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
declare
    before_state text := case tg_op when 'INSERT' then '' else old.state end;
    today date := (new.changed_at at time zone 'Asia/Shanghai')::date;
begin
    if tg_op = 'INSERT' and not (receives_lists(new.province, today) and sends_lists(new.sender_province, today)) then
        perform refuse('province_task_jurisdiction', 'Nothing is pushed to or from that jurisdiction.');
    end if;
    if tg_op = 'UPDATE' and (new.id, new.entry_id, new.list_code, new.province, new.sender_province, new.sender_organisation_id, new.created_at)
        is distinct from (old.id, old.entry_id, old.list_code, old.province, old.sender_province, old.sender_organisation_id, old.created_at)
    then
        perform refuse('province_task_keeps_its_entry', 'What a task is about does not change.');
    end if;
    if new.state is distinct from before_state or tg_op = 'INSERT' then
        if tg_op = 'UPDATE' and new.version <> old.version + 1 then
            perform refuse('province_task_version', 'Every move is a version of its own, in order.');
        end if;
        if not exists (select 1 from province_task_move m where m.from_state = before_state and m.to_state = new.state) then
            perform refuse('province_task_move_allowed', format('A task may not go from %s to %s.', before_state, new.state));
        end if;
    end if;
    return new;
end $$;

create trigger province_task_keeps_the_rules before insert or update on province_task
    for each row execute function province_task_keeps_the_rules();
create trigger province_task_event_append_only before update or delete on province_task_event
    for each row execute function is_append_only();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on province_task_event from %I', module_role);
    execute format('revoke insert, update on province_task_move from %I', module_role);
end $$;
