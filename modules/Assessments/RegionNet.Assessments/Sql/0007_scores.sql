-- Conflicts of interest, and the only ways in which marks come into being.

-- What keeps the evaluator from the zone that day; null when nothing does. plpgsql, because its plans stay with the connection.
create function conflict_of(p_evaluator uuid, p_zone uuid, p_at timestamptz) returns text language plpgsql stable as $$
declare
    today date := (p_at at time zone 'Asia/Shanghai')::date;
    found_kind text;
begin
    select r.kind into found_kind
    from conflict_rule r, evaluator e, demonstration_zone z
    where e.id = p_evaluator and z.id = p_zone and r.valid @> today
        and case r.kind
            when 'same-province' then e.province_code = z.province_code
            when 'employer' then e.employer_organisation_id = z.organisation_id
            else exists (
                select from evaluator_relation x
                where x.evaluator_id = e.id and x.zone_id = z.id and x.kind = r.kind and x.withdrawn_at is null
                    and lower(x.period) <= today
                    and (upper_inf(x.period) or today < upper(x.period) + make_interval(months => r.months))
            )
        end
    order by r.position limit 1;
    return found_kind;
end $$;

-- A round's cells are those of the text that was frozen.
create function write_cells(p_round uuid) returns void language sql security definer set search_path from current as $$
    insert into round_cell (round_id, indicator, position, zh, en)
    select r.id, leaf ->> 'code', at, leaf ->> 'zh', leaf ->> 'en'
    from assessment_round r join framework f on f.id = r.framework_id,
        jsonb_path_query(f.content::jsonb, 'strict $.** ? (@.method == "expert_panel")') with ordinality as l (leaf, at)
    where r.id = p_round
$$;

create function round_has_cells() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if new.framework_hash is not null and (tg_op = 'INSERT' or old.framework_hash is null) then
        perform write_cells(new.id);
    end if;
    return null;
end $$;

create trigger round_has_cells after insert or update of framework_hash on assessment_round
    for each row execute function round_has_cells();

create function write_locked_sheet(p_assignment uuid) returns void language sql security definer set search_path from current as $$
    insert into locked_sheet (assignment_id, round_id, marks)
    select a.id, a.round_id, '[' || string_agg(coalesce(trim_scale(s.mark)::text, 'null'), ',' order by c.position) || ']'
    from assignment a join round_cell c on c.round_id = a.round_id
        left join score s on s.assignment_id = a.id and s.indicator = c.indicator
    where a.id = p_assignment
    group by a.id
    on conflict (assignment_id) do update set marks = excluded.marks, revision = excluded.revision
$$;

create function assignment_keeps_the_rules() returns trigger language plpgsql security definer set search_path from current as $$
declare conflict text;
begin
    if tg_op = 'INSERT' then
        conflict := conflict_of(new.evaluator_id, new.zone_id, new.assigned_at);
        if conflict is not null then
            perform refuse('assignment_without_conflict', format('There is a conflict of interest: %s.', conflict));
        end if;
        if not exists (select from evaluator e where e.id = new.evaluator_id and e.active) then
            perform refuse('assignment_of_active', 'The evaluator is not active.');
        end if;
        if new.state <> 'open' then
            perform refuse('assignment_move_allowed', 'An assignment begins open.');
        end if;
        if not exists (
            select from assessment_round r where r.id = new.round_id
                and (r.stage in ('preparing', 'self-assessment', 'evidence-check', 'scoring')
                    or r.stage = 'reconciliation' and new.replaces is not null)
        ) then
            perform refuse('assignment_in_time', 'The round is past scoring.');
        end if;
        return new;
    end if;
    if (old.state, new.state) not in (('open', 'locked'), ('open', 'voided'), ('locked', 'voided')) then
        perform refuse('assignment_move_allowed', format('An assignment may not go from %s to %s.', old.state, new.state));
    end if;
    if new.state = 'locked' then
        if exists (
            select from round_cell c where c.round_id = new.round_id
                and not exists (select from score s where s.assignment_id = new.id and s.indicator = c.indicator)
        ) or not exists (select from round_cell c where c.round_id = new.round_id) then
            perform refuse('sheet_complete', 'A cell has no mark.');
        end if;
        perform write_locked_sheet(new.id);
    end if;
    return new;
end $$;

create trigger assignment_keeps_the_rules before insert or update on assignment
    for each row execute function assignment_keeps_the_rules();

-- A conflict that came late: what it touches is voided, with its marks, in every round whose result is still to come. Nothing is deleted.
create function void_conflicted(p_evaluator uuid, p_zone uuid, p_round uuid, p_at timestamptz, p_by text, p_by_name text, p_why text)
returns integer language plpgsql security definer set search_path from current as $$
declare touched integer;
begin
    update assignment a set state = 'voided', void_kind = 'conflict', void_reason = c.kind || coalesce(': ' || p_why, ''),
        voided_at = p_at, voided_by = p_by, voided_by_name = p_by_name
    from (
        select b.id, conflict_of(b.evaluator_id, b.zone_id, p_at) as kind
        from assignment b join assessment_round r on r.id = b.round_id
        where b.state <> 'voided' and r.stage in ('preparing', 'self-assessment', 'evidence-check', 'scoring', 'reconciliation')
            and (p_evaluator is null or b.evaluator_id = p_evaluator) and (p_zone is null or b.zone_id = p_zone)
            and (p_round is null or b.round_id = p_round)
        order by b.id for update of b
    ) c
    where a.id = c.id and c.kind is not null;
    get diagnostics touched = row_count;
    return touched;
end $$;

create function late_conflict_voids() returns trigger language plpgsql security definer set search_path from current as $$
begin
    case tg_table_name
        when 'evaluator_relation' then
            perform void_conflicted(new.evaluator_id, new.zone_id, null, new.recorded_at, new.recorded_by, new.recorded_by_name,
                left(new.statement, 900));
        when 'evaluator' then
            perform void_conflicted(new.id, null, null, new.changed_at, new.changed_by, new.changed_by_name, left(new.employer, 200));
        else
            perform void_conflicted(null, new.id, null, new.changed_at, new.changed_by, new.changed_by_name, null);
    end case;
    return null;
end $$;

create trigger late_conflict_voids after insert on evaluator_relation
    for each row execute function late_conflict_voids();
create trigger late_conflict_voids after update of province_code, employer_organisation_id on evaluator
    for each row execute function late_conflict_voids();
create trigger late_conflict_voids after update of organisation_id, province_code on demonstration_zone
    for each row when (old.organisation_id is distinct from new.organisation_id or old.province_code <> new.province_code)
    execute function late_conflict_voids();

-- Whether no mark may be written now. A replacement has until the last day of reconciliation, also while scoring waits for it.
create function sheet_closed(stage text, scoring_until date, reconciliation_until date, is_replacement boolean, today date)
returns boolean language sql immutable
return not (stage = 'scoring' and today <= scoring_until
    or is_replacement and stage in ('scoring', 'reconciliation') and today <= reconciliation_until);

-- Writes one mark in one round trip. outcome: saved; unchanged (it stands there already, so a repetition is harmless); stale (somebody wrote
-- since version p_version: what stands there is returned and stays); not-found, no-such-cell, locked, closed, conflict.
-- The assignment's row is locked first: a mark is before its lock, its voiding or the end of scoring, or it is refused.
create function save_score(p_subject text, p_round uuid, p_zone uuid, p_indicator text, p_mark numeric, p_comment text, p_version integer,
    p_at timestamptz, p_source text, p_address text,
    out outcome text, out version integer, out mark numeric, out comment text, out saved_at timestamptz)
language plpgsql security definer set search_path from current as $$
#variable_conflict use_column
declare
    sheet record;
    known record;
begin
    select a.id, a.evaluator_id, a.state,
        sheet_closed(r.stage, r.scoring_until, r.reconciliation_until, a.replaces is not null,
            (p_at at time zone 'Asia/Shanghai')::date) as closed
    into sheet
    from evaluator e
        join assignment a on a.evaluator_id = e.id and a.round_id = p_round and a.zone_id = p_zone and a.state <> 'voided'
        join assessment_round r on r.id = a.round_id
    where e.subject = p_subject
    for no key update of a;
    if not found then
        outcome := 'not-found';
        return;
    end if;
    if conflict_of(sheet.evaluator_id, p_zone, p_at) is not null then
        outcome := 'conflict';
        return;
    end if;
    if sheet.state = 'locked' then
        outcome := 'locked';
        return;
    end if;
    if sheet.closed then
        outcome := 'closed';
        return;
    end if;
    select s.version, s.mark, s.comment, s.saved_at into known
    from score s where s.assignment_id = sheet.id and s.indicator = p_indicator;
    if found then
        version := known.version;
        mark := known.mark;
        comment := known.comment;
        saved_at := known.saved_at;
        if known.mark = p_mark and known.comment is not distinct from p_comment then
            outcome := 'unchanged';
            return;
        end if;
        if known.version <> p_version then
            outcome := 'stale';
            return;
        end if;
        version := p_version + 1;
        update score s set mark = p_mark, comment = p_comment, version = save_score.version, saved_at = p_at
        where s.assignment_id = sheet.id and s.indicator = p_indicator;
    else
        if p_version <> 0 or not exists (select from round_cell c where c.round_id = p_round and c.indicator = p_indicator) then
            outcome := 'no-such-cell';
            return;
        end if;
        version := 1;
        insert into score (assignment_id, indicator, mark, comment, version, saved_at)
        values (sheet.id, p_indicator, p_mark, p_comment, 1, p_at);
    end if;
    insert into score_version (assignment_id, indicator, version, phase, mark, comment, source, saved_at, saved_by, address)
    values (sheet.id, p_indicator, save_score.version, 'scoring', p_mark, p_comment, p_source, p_at, p_subject, p_address);
    outcome := 'saved';
    mark := p_mark;
    comment := p_comment;
    saved_at := p_at;
end $$;

do $$
begin
    revoke execute on function write_cells(uuid), write_locked_sheet(uuid),
        void_conflicted(uuid, uuid, uuid, timestamptz, text, text, text) from public;
end $$;
