-- Rounds of assessment: zones by a frozen framework within a calendar.

-- Lengths in working days: stages by which a new calendar is proposed, the notice of the results, and the time for an appeal.
create table round_period_rule (
    period text not null check (period in ('self-assessment', 'evidence-check', 'scoring', 'reconciliation', 'notice', 'appeal')),
    working_days integer not null check (working_days between 1 and 250),
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint round_period_rule_one_at_a_time exclude using gist (period with =, valid with &&)
);

insert into round_period_rule (period, working_days, basis_zh, basis_en, official, valid)
select period, days, '系统建议，未见官方规定', 'Proposal of this product; no official rule was found', false, '[2022-01-01,)'
from (values ('self-assessment', 20), ('evidence-check', 10), ('scoring', 15), ('reconciliation', 5), ('appeal', 5)) as p (period, days)
union all values ('notice', 5, '通行做法：公示5个工作日（系统默认值）', 'Usual practice: public notice of 5 working days (default of this product)',
    false, daterange '[2022-01-01,)');

-- Days before a stage's last day on which who has something open is reminded.
create table reminder_rule (
    days_before integer not null check (days_before between 0 and 60),
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint reminder_rule_one_at_a_time exclude using gist (days_before with =, valid with &&)
);

insert into reminder_rule (days_before, basis_zh, basis_en, official, valid)
select days, '系统建议', 'Proposal of this product', false, '[2022-01-01,)' from unnest(array[7, 3, 1]) as days;

create table assessment_round (
    id uuid primary key,
    code text not null constraint round_code_once unique check (code ~ '^[0-9]{4}-[a-z0-9-]{1,20}$'),
    name_zh text not null check (length(name_zh) between 1 and 200),
    name_en text not null check (length(name_en) between 1 and 200),
    purpose text not null check (purpose in ('acceptance', 're-review')),
    framework_id uuid not null references framework,
    -- Of the framework when the round began; null before.
    framework_hash bytea,
    -- Who is to be assessed. Once the round has begun, each has its row of round_zone.
    zone_ids uuid[] not null constraint round_has_zones check (cardinality(zone_ids) between 1 and 200),
    -- preparing, self-assessment, evidence-check, scoring, reconciliation, panel-opinion, notice, final.
    stage text not null,
    -- Which aggregation counts, fixed before the round begins: trimmed (official), raw, z-score, additive, robust.
    rule text not null check (rule in ('trimmed', 'raw', 'z-score', 'additive', 'robust')),
    -- Of 100 in one cell: a larger range opens a moderation task.
    spread_limit numeric(5, 2) not null check (spread_limit between 1 and 100),
    evaluators_per_zone integer not null check (evaluators_per_zone between 3 and 15),
    -- Last day of each, business days of Asia/Shanghai.
    self_assessment_until date not null,
    evidence_check_until date not null,
    scoring_until date not null,
    reconciliation_until date not null,
    -- Explicit; null until the notice opens. The last day by rule, and why it ends otherwise.
    notice daterange check (not isempty(notice) and not upper_inf(notice)),
    notice_default_until date,
    notice_ground text check (length(notice_ground) between 2 and 500),
    notice_place text check (length(notice_place) between 2 and 200),
    appeals_until date,
    resample_seed bigint not null,
    version integer not null default 1,
    -- The last step: who, when, on which paper, why.
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    document_number text check (length(document_number) between 2 and 100),
    reason text check (length(reason) between 2 and 1000),
    is_sample boolean not null default false,
    constraint round_calendar_in_order check (self_assessment_until < evidence_check_until and evidence_check_until < scoring_until
        and scoring_until < reconciliation_until),
    constraint round_frozen_framework check ((stage = 'preparing') = (framework_hash is null)),
    constraint round_notice_whole check (num_nonnulls(notice, appeals_until, notice_place) in (0, 3)
        and appeals_until >= lower(notice)),
    constraint round_notice_as_ruled check (notice is null or notice_ground is not null
        or (notice_default_until is not null and upper(notice) = notice_default_until + 1))
);

create index assessment_round_newest on assessment_round (code collate "C" desc);

create table round_stage_move (
    from_stage text not null,
    to_stage text not null,
    primary key (from_stage, to_stage)
);

-- notice back to panel-opinion: an upheld appeal.
insert into round_stage_move (from_stage, to_stage) values
    ('', 'preparing'), ('preparing', 'self-assessment'), ('self-assessment', 'evidence-check'), ('evidence-check', 'scoring'),
    ('scoring', 'reconciliation'), ('reconciliation', 'panel-opinion'), ('panel-opinion', 'notice'), ('notice', 'panel-opinion'),
    ('notice', 'final');

-- Every version of every round, written by the trigger of assessment_round alone.
create table round_step (
    round_id uuid not null references assessment_round,
    version integer not null,
    from_stage text not null,
    to_stage text not null,
    at timestamptz not null,
    by_subject text not null,
    by_name text not null,
    document_number text,
    reason text,
    notice daterange,
    appeals_until date,
    primary key (round_id, version),
    constraint round_step_with_document check (document_number is not null or to_stage not in ('notice', 'final'))
);

create table round_zone (
    round_id uuid not null references assessment_round,
    zone_id uuid not null references demonstration_zone,
    -- The filing was handed in; open again when the evidence check returned something.
    filed_at timestamptz,
    filed_by text,
    filed_by_name text,
    -- What the round made of the zone; null while it runs.
    outcome text check (outcome in ('recognised', 'extended', 'not-recognised', 'renewed', 'revoked')),
    primary key (round_id, zone_id),
    constraint round_zone_filed_whole check (num_nonnulls(filed_at, filed_by, filed_by_name) in (0, 3))
);

create unique index zone_in_one_round on round_zone (zone_id) where outcome is null;

create function assessment_round_keeps_the_rules() returns trigger language plpgsql security definer set search_path from current as $$
declare
    came_from text := case tg_op when 'INSERT' then '' else old.stage end;
    today date := (new.changed_at at time zone 'Asia/Shanghai')::date;
    dated text[] := array['self-assessment', 'evidence-check', 'scoring', 'reconciliation'];
    -- What putting off days writes.
    changes text[] := array['self_assessment_until', 'evidence_check_until', 'scoring_until', 'reconciliation_until', 'version',
        'changed_at', 'changed_by', 'changed_by_name', 'document_number', 'reason'];
begin
    if came_from <> new.stage or tg_op = 'INSERT' then
        if not exists (select from round_stage_move m where m.from_stage = came_from and m.to_stage = new.stage) then
            perform refuse('round_stage_move_allowed', format('A round may not go from %s to %s.', came_from, new.stage));
        end if;
    elsif new.stage <> 'preparing' then
        if (to_jsonb(new) - changes) is distinct from (to_jsonb(old) - changes) then
            perform refuse('round_fixed_once_begun', 'Once it has begun a round only goes from stage to stage.');
        end if;
        if new.reason is null or new.stage <> all (dated) or exists (
            select from unnest(
                    array[old.self_assessment_until, old.evidence_check_until, old.scoring_until, old.reconciliation_until],
                    array[new.self_assessment_until, new.evidence_check_until, new.scoring_until, new.reconciliation_until])
                with ordinality as d (was, will, stage)
            where d.will < d.was or d.will > d.was and d.stage < array_position(dated, new.stage)
        ) then
            perform refuse('round_days_put_off', 'Days of stages that are not over are put off, with a reason, and nothing else.');
        end if;
        update moderation_task set due_on = new.reconciliation_until
        where round_id = new.id and kind = 'spread' and closed_at is null;
    end if;
    if tg_op = 'UPDATE' then
        if new.version <> old.version + 1 then
            perform refuse('round_version_follows', 'Every change of a round is a version of its own.');
        end if;
        if came_from <> new.stage
            and row(new.code, new.name_zh, new.name_en, new.purpose, new.framework_id, new.zone_ids, new.rule, new.spread_limit,
                new.evaluators_per_zone, new.self_assessment_until, new.evidence_check_until, new.scoring_until,
                new.reconciliation_until, new.resample_seed, new.is_sample)
            is distinct from row(old.code, old.name_zh, old.name_en, old.purpose, old.framework_id, old.zone_ids, old.rule,
                old.spread_limit, old.evaluators_per_zone, old.self_assessment_until, old.evidence_check_until, old.scoring_until,
                old.reconciliation_until, old.resample_seed, old.is_sample) then
            perform refuse('round_fixed_once_begun', 'What a round goes by is fixed when it begins.');
        end if;
        if came_from not in ('preparing', '') and new.framework_hash is distinct from old.framework_hash then
            perform refuse('round_fixed_once_begun', 'The framework of a round is frozen.');
        end if;
    end if;
    if came_from = 'preparing' and new.stage = 'self-assessment' and not exists (
        select from framework f where f.id = new.framework_id and f.frozen_at is not null and f.content_hash = new.framework_hash
    ) then
        perform refuse('round_frozen_framework', 'A round begins by a frozen framework.');
    end if;
    if came_from = 'self-assessment' and new.stage = 'evidence-check' and today <= new.self_assessment_until and exists (
        select from round_zone z where z.round_id = new.id and z.filed_at is null
    ) then
        perform refuse('round_all_filed', 'A zone has not handed in and its time is not over.');
    end if;
    if came_from = 'evidence-check' and new.stage = 'scoring' then
        if exists (select from indicator_filing f where f.round_id = new.id and f.is_filed and f.evidence_state = 'open') then
            perform refuse('round_evidence_judged', 'Something filed has not been checked.');
        end if;
        if today <= new.evidence_check_until and exists (
            select from indicator_filing f where f.round_id = new.id and f.evidence_state = 'returned'
        ) then
            perform refuse('round_returned_again', 'Something returned may still be filed again.');
        end if;
    end if;
    if came_from = 'panel-opinion' and new.stage = 'notice' then
        if new.notice is null then
            perform refuse('round_notice_whole', 'Results are shown on stated days.');
        end if;
        if lower(new.notice) < today then
            perform refuse('round_notice_to_come', 'A notice begins today or later, also one that follows another.');
        end if;
    end if;
    insert into round_step (round_id, version, from_stage, to_stage, at, by_subject, by_name, document_number, reason, notice,
        appeals_until)
    values (new.id, new.version, came_from, new.stage, new.changed_at, new.changed_by, new.changed_by_name, new.document_number,
        new.reason, new.notice, new.appeals_until);
    return null;
end $$;

create trigger assessment_round_keeps_the_rules after insert or update on assessment_round
    for each row execute function assessment_round_keeps_the_rules();

-- A zone leaves its round when the round is final, with an outcome, once.
create function round_zone_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
declare r assessment_round;
begin
    select * into r from assessment_round where id = new.round_id;
    if tg_op = 'INSERT' then
        if r.stage <> 'self-assessment' or not new.zone_id = any(r.zone_ids) then
            perform refuse('round_zone_as_prepared', 'The zones of a round are those it was prepared with.');
        end if;
    else
        if new.outcome is distinct from old.outcome and (old.outcome is not null or r.stage <> 'final') then
            perform refuse('round_zone_outcome_once', 'A zone has its outcome when the round is final, once.');
        end if;
        if new.outcome is not null and (r.purpose = 're-review') <> (new.outcome in ('renewed', 'revoked')) then
            perform refuse('round_zone_outcome_of_purpose', 'An acceptance recognises or not, a re-review renews or revokes.');
        end if;
        if new.outcome in ('recognised', 'renewed') and (
            exists (select from veto v where v.round_id = new.round_id and v.zone_id = new.zone_id and v.state = 'in-force')
            or (
                select x.grade from zone_result x join round_computation c on c.id = x.computation_id
                where x.zone_id = new.zone_id and c.round_id = new.round_id order by c.number desc limit 1
            ) = (select f.content::jsonb #>> '{grades,-1,code}' from framework f where f.id = r.framework_id)
        ) then
            perform refuse('round_zone_outcome_of_grade', 'Who failed is neither recognised nor renewed.');
        end if;
    end if;
    return new;
end $$;

create trigger round_zone_keeps_the_rules before insert or update on round_zone
    for each row execute function round_zone_keeps_the_rules();

-- The moves of a zone. Those by a round need a round at that stage; an outcome needs the final one.
create function demonstration_zone_keeps_the_rules() returns trigger language plpgsql security definer set search_path from current as $$
declare
    came_from text := case tg_op when 'INSERT' then '' else old.state end;
    move zone_move;
    told batch;
    round uuid;
begin
    if tg_op = 'UPDATE' then
        if new.version <> old.version + 1 then
            perform refuse('zone_version_follows', 'Every step of a zone is a version of its own.');
        end if;
        if row(new.place_code, new.province_code, new.zh, new.en, new.batch_number)
            is distinct from row(old.place_code, old.province_code, old.zh, old.en, old.batch_number) then
            perform refuse('zone_stays_the_place', 'A zone stays the place it is.');
        end if;
    end if;
    if came_from = new.state then
        if row(new.construction, new.validity) is distinct from row(old.construction, old.validity) then
            perform refuse('zone_move_allowed', 'Periods are set by a move.');
        end if;
    else
        select * into move from zone_move m where m.from_state = came_from and m.to_state = new.state;
        if move is null then
            perform refuse('zone_move_allowed', format('A zone may not go from %s to %s.', came_from, new.state));
        end if;
        if move.by_round then
            select rz.round_id into round from round_zone rz join assessment_round r on r.id = rz.round_id
            where rz.zone_id = new.id and (rz.outcome is null and r.stage = new.state or r.stage = 'final' and rz.outcome = new.state
                and not exists (select from zone_step s where s.zone_id = new.id and s.round_id = r.id and s.to_state = new.state))
            limit 1;
            if round is null then
                perform refuse('zone_move_by_round', 'This move is made by a round alone.');
            end if;
        elsif exists (select from round_zone rz where rz.zone_id = new.id and rz.outcome is null) then
            perform refuse('zone_move_by_round', 'The zone is in a round.');
        end if;
        select * into told from batch where number = new.batch_number;
        if new.state in ('public-notice', 'confirmed') and told.public_notice is null then
            perform refuse('zone_has_notice', 'The batch has no days of public notice.');
        end if;
        if new.state = 'confirmed'
            and coalesce(new.effective_on, (new.changed_at at time zone 'Asia/Shanghai')::date) < upper(told.public_notice) then
            perform refuse('zone_notice_has_ended', 'A zone is confirmed after its public notice.');
        end if;
    end if;
    insert into zone_step (zone_id, version, from_state, to_state, round_id, at, by_subject, by_name, effective_on, document_number,
        reason, organisation_id, construction, validity)
    values (new.id, new.version, came_from, new.state, round, new.changed_at, new.changed_by, new.changed_by_name, new.effective_on,
        new.document_number, new.reason, new.organisation_id, new.construction, new.validity);
    return null;
end $$;

create trigger demonstration_zone_keeps_the_rules after insert or update on demonstration_zone
    for each row execute function demonstration_zone_keeps_the_rules();

-- What a zone states for an indicator. value: for linear, step and deduct; null for expert_panel.
create table indicator_filing (
    round_id uuid not null,
    zone_id uuid not null,
    indicator text not null check (length(indicator) between 1 and 20),
    value numeric(18, 4),
    statement text check (length(statement) between 1 and 4000),
    -- Asked for by the zone, counts once the organiser approved it: its weight is shared over the siblings.
    not_applicable_reason text check (length(not_applicable_reason) between 2 and 1000),
    not_applicable_approved_by text,
    -- Whether it answers the indicator: its number, or of a panel's cell its description, or that it does not apply.
    is_filed boolean not null,
    -- What the evidence check said of this version: open (nothing yet), accepted or returned.
    evidence_state text not null default 'open' check (evidence_state in ('open', 'accepted', 'returned')),
    version integer not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    primary key (round_id, zone_id, indicator),
    foreign key (round_id, zone_id) references round_zone,
    constraint filing_states_or_asks check (not_applicable_reason is null or value is null),
    constraint filing_not_applicable_checked check (not_applicable_approved_by is null
        or (not_applicable_reason is not null and evidence_state = 'accepted'))
);

-- Every version of it, written by the trigger of indicator_filing alone.
create table filing_version (
    round_id uuid not null,
    zone_id uuid not null,
    indicator text not null,
    version integer not null,
    value numeric(18, 4),
    statement text,
    not_applicable_reason text,
    evidence_state text not null,
    at timestamptz not null,
    by_subject text not null,
    by_name text not null,
    primary key (round_id, zone_id, indicator, version)
);

create function indicator_filing_keeps_its_versions() returns trigger
    language plpgsql security definer set search_path from current as $$
begin
    if tg_op = 'UPDATE' and new.version <> old.version + 1 then
        perform refuse('filing_version_follows', 'Every change of a filing is a version of its own.');
    end if;
    insert into filing_version (round_id, zone_id, indicator, version, value, statement, not_applicable_reason, evidence_state, at,
        by_subject, by_name)
    values (new.round_id, new.zone_id, new.indicator, new.version, new.value, new.statement, new.not_applicable_reason,
        new.evidence_state, new.changed_at, new.changed_by, new.changed_by_name);
    return null;
end $$;

create trigger indicator_filing_keeps_its_versions after insert or update on indicator_filing
    for each row execute function indicator_filing_keeps_its_versions();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke insert, update on zone_period_rule, round_period_rule, reminder_rule, zone_move, round_stage_move,
        zone_step, round_step, filing_version from %I', module_role);
end $$;
