-- The second round: cells in which the marks lie too far apart, or that an appeal contests, are looked at again by those who marked them.

create table moderation_task (
    id uuid primary key,
    round_id uuid not null,
    zone_id uuid not null,
    indicator text not null,
    -- spread: the range of the marks is over the round's limit; appeal: contested by the zone.
    kind text not null check (kind in ('spread', 'appeal')),
    lowest numeric(5, 2) not null,
    highest numeric(5, 2) not null,
    -- Last day of answers.
    due_on date not null,
    opened_at timestamptz not null,
    opened_by text not null,
    opened_by_name text not null,
    closed_at timestamptz,
    closed_by text,
    closed_by_name text,
    closing_reason text check (length(closing_reason) between 2 and 1000),
    foreign key (round_id, zone_id) references round_zone,
    foreign key (round_id, indicator) references round_cell,
    constraint moderation_closed_whole check (num_nulls(closed_at, closed_by, closed_by_name, closing_reason) in (0, 4))
);

create unique index moderation_open_once on moderation_task (round_id, zone_id, indicator) where closed_at is null;
create index moderation_of_round on moderation_task (round_id, zone_id);

-- mark: the one kept or the new one; it counts from the closing of the task on.
create table moderation_answer (
    task_id uuid not null references moderation_task,
    assignment_id uuid not null references assignment,
    original numeric(5, 2) not null,
    mark numeric(5, 2) not null check (mark between 0 and 100),
    reason text not null check (length(reason) between 2 and 1000),
    answered_at timestamptz not null,
    answered_by text not null,
    address text,
    constraint moderation_answer_once primary key (task_id, assignment_id)
);

create function moderation_answer_in_time() returns trigger language plpgsql security definer set search_path from current as $$
begin
    -- Locked, so that it is not closed meanwhile.
    perform from moderation_task t join assignment a on a.round_id = t.round_id and a.zone_id = t.zone_id
    where t.id = new.task_id and a.id = new.assignment_id and a.state = 'locked' and t.closed_at is null
        and (new.answered_at at time zone 'Asia/Shanghai')::date <= t.due_on
    for share of t;
    if not found then
        perform refuse('moderation_answer_in_time', 'The task is closed, or its time is over.');
    end if;
    return new;
end $$;

create trigger moderation_answer_in_time before insert on moderation_answer
    for each row execute function moderation_answer_in_time();

-- Opens what lies over the limit; for one zone, or for the round. The last day is the round's.
create function open_moderation(p_round uuid, p_zone uuid, p_at timestamptz, p_by text, p_by_name text) returns integer
language plpgsql security definer set search_path from current as $$
declare opened integer;
begin
    insert into moderation_task (id, round_id, zone_id, indicator, kind, lowest, highest, due_on, opened_at, opened_by, opened_by_name)
    select gen_random_uuid(), r.id, a.zone_id, s.indicator, 'spread', min(s.mark), max(s.mark), r.reconciliation_until, p_at, p_by, p_by_name
    from assessment_round r
        join assignment a on a.round_id = r.id and a.state = 'locked' and (p_zone is null or a.zone_id = p_zone)
        join score s on s.assignment_id = a.id
    where r.id = p_round
    group by r.id, a.zone_id, s.indicator
    having max(s.mark) - min(s.mark) > r.spread_limit
    on conflict do nothing;
    get diagnostics opened = row_count;
    return opened;
end $$;

-- Closes a task: changed marks become the next version of their cells, the first ones stay in score_version.
create function close_moderation(p_task uuid, p_reason text, p_at timestamptz, p_by text, p_by_name text) returns void
language plpgsql security definer set search_path from current as $$
declare
    task moderation_task;
    answer record;
begin
    select * into task from moderation_task t where t.id = p_task for update;
    if task.closed_at is not null then
        perform refuse('moderation_closed', 'The task is closed.');
    end if;
    if (p_at at time zone 'Asia/Shanghai')::date <= task.due_on and exists (
        select from assignment a where a.round_id = task.round_id and a.zone_id = task.zone_id and a.state = 'locked'
            and not exists (select from moderation_answer m where m.task_id = task.id and m.assignment_id = a.id)
    ) then
        perform refuse('moderation_answered', 'An answer is missing and its time is not over.');
    end if;
    for answer in
        select m.assignment_id, m.mark, m.reason, m.answered_at, m.answered_by, m.address, s.version, s.comment
        from moderation_answer m join assignment a on a.id = m.assignment_id and a.state = 'locked'
            join score s on s.assignment_id = m.assignment_id and s.indicator = task.indicator
        where m.task_id = task.id and m.mark <> s.mark
        order by m.assignment_id
    loop
        update score s set mark = answer.mark, version = s.version + 1, saved_at = answer.answered_at
        where s.assignment_id = answer.assignment_id and s.indicator = task.indicator;
        insert into score_version (assignment_id, indicator, version, phase, mark, comment, reason, source, saved_at, saved_by, address)
        values (answer.assignment_id, task.indicator, answer.version + 1, 'moderation', answer.mark, answer.comment, answer.reason,
            'moderation', answer.answered_at, answer.answered_by, answer.address);
        perform write_locked_sheet(answer.assignment_id);
    end loop;
    update moderation_task set closed_at = p_at, closed_by = p_by, closed_by_name = p_by_name, closing_reason = p_reason
    where id = task.id;
end $$;

-- A round leaves scoring with at least three locked sheets for each zone, and nothing open whose time is not over; and it leaves
-- reconciliation and the panel's opinion without an open task.
create function round_keeps_scoring_rules() returns trigger language plpgsql security definer set search_path from current as $$
declare today date := (new.changed_at at time zone 'Asia/Shanghai')::date;
begin
    perform void_conflicted(null, null, new.id, new.changed_at, new.changed_by, new.changed_by_name, null);
    if exists (select from assignment a where a.round_id = new.id and a.state = 'open'
        and not sheet_closed(old.stage, old.scoring_until, old.reconciliation_until, a.replaces is not null, today)) then
        perform refuse('scoring_sheets_locked', 'A sheet is open and its time is not over.');
    end if;
    update assignment set state = 'voided', void_kind = 'not-locked', void_reason = 'open at the end of ' || old.stage,
        voided_at = new.changed_at, voided_by = new.changed_by, voided_by_name = new.changed_by_name
    where round_id = new.id and state = 'open';
    if old.stage = 'scoring' and exists (
        select from round_zone z where z.round_id = new.id and (
            select count(*) from assignment a where a.round_id = z.round_id and a.zone_id = z.zone_id and a.state = 'locked'
        ) < 3
    ) then
        perform refuse('scoring_has_three_sheets', 'A zone has fewer than three locked sheets.');
    end if;
    if new.stage = 'reconciliation' then
        perform open_moderation(new.id, null, new.changed_at, new.changed_by, new.changed_by_name);
    elsif exists (select from moderation_task t where t.round_id = new.id and t.closed_at is null) then
        perform refuse('moderation_tasks_closed', 'A task of moderation is open.');
    end if;
    return new;
end $$;

create trigger round_keeps_scoring_rules before update of stage on assessment_round
    for each row when (old.stage in ('scoring', 'reconciliation') and new.stage <> old.stage
        or old.stage = 'panel-opinion' and new.stage = 'notice')
    execute function round_keeps_scoring_rules();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on moderation_task, moderation_answer from %I', module_role);
end $$;
