-- What is decided about a zone's result beside its marks: vetoes, adjustments, appeals; and what an upheld appeal opens again.

-- 不合格 whatever the score: a stated fact, and two people who approve it, neither of whom proposed it.
create table veto (
    id uuid primary key,
    round_id uuid not null,
    zone_id uuid not null,
    -- Of the framework's vetoes.
    code text not null check (length(code) between 1 and 20),
    fact text not null check (length(fact) between 10 and 2000),
    document_number text check (length(document_number) between 2 and 100),
    state text not null default 'proposed' check (state in ('proposed', 'in-force', 'rejected')),
    proposed_at timestamptz not null,
    proposed_by text not null,
    proposed_by_name text not null,
    rejected_at timestamptz,
    rejected_by text,
    rejected_by_name text,
    rejection_reason text check (length(rejection_reason) between 2 and 1000),
    foreign key (round_id, zone_id) references round_zone,
    constraint veto_rejected_whole check (num_nonnulls(rejected_at, rejected_by, rejected_by_name, rejection_reason)
        = case state when 'rejected' then 4 else 0 end)
);

create unique index veto_once on veto (round_id, zone_id, code) where state <> 'rejected';

create table veto_approval (
    veto_id uuid not null references veto,
    approved_by text not null,
    approved_by_name text not null,
    approved_at timestamptz not null,
    constraint veto_approved_once primary key (veto_id, approved_by)
);

create function veto_keeps_the_rules() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if tg_op = 'UPDATE' then
        if old.state <> 'proposed' then
            perform refuse('veto_decided_once', 'The veto is decided.');
        end if;
        if new.state = 'in-force' and (select count(*) from veto_approval a where a.veto_id = new.id) < 2 then
            perform refuse('veto_needs_two', 'A veto needs two who approve it.');
        end if;
        if new.rejected_by = new.proposed_by then
            perform refuse('veto_not_by_proposer', 'Who proposed a veto does not decide on it.');
        end if;
    elsif new.state <> 'proposed' then
        perform refuse('veto_needs_two', 'A veto begins as a proposal.');
    end if;
    return new;
end $$;

create trigger veto_keeps_the_rules before insert or update on veto for each row execute function veto_keeps_the_rules();

create function veto_approval_keeps_the_rules() returns trigger language plpgsql security definer set search_path from current as $$
declare proposed veto;
begin
    select * into proposed from veto where id = new.veto_id for update;
    if proposed.state <> 'proposed' then
        perform refuse('veto_decided_once', 'The veto is decided.');
    end if;
    if proposed.proposed_by = new.approved_by then
        perform refuse('veto_not_by_proposer', 'Who proposed a veto does not decide on it.');
    end if;
    return new;
end $$;

create trigger veto_approval_keeps_the_rules before insert on veto_approval
    for each row execute function veto_approval_keeps_the_rules();

-- Bonus and deduction within the caps of the framework, with a reason and a second pair of eyes.
create table adjustment (
    id uuid primary key,
    round_id uuid not null,
    zone_id uuid not null,
    kind text not null check (kind in ('bonus', 'deduction')),
    points numeric(5, 2) not null check (points > 0 and points <= 100),
    reason text not null check (length(reason) between 10 and 2000),
    document_number text check (length(document_number) between 2 and 100),
    state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected')),
    proposed_at timestamptz not null,
    proposed_by text not null,
    proposed_by_name text not null,
    decided_at timestamptz,
    decided_by text,
    decided_by_name text,
    decision_reason text check (length(decision_reason) between 2 and 1000),
    foreign key (round_id, zone_id) references round_zone,
    constraint adjustment_decided_whole check (num_nonnulls(decided_at, decided_by, decided_by_name) = case state when 'proposed' then 0 else 3 end),
    constraint adjustment_rejected_with_reason check (state <> 'rejected' or decision_reason is not null),
    constraint adjustment_second_eyes check (decided_by <> proposed_by)
);

create index adjustment_of_zone on adjustment (round_id, zone_id);

create function adjustment_decided_once() returns trigger language plpgsql set search_path from current as $$
begin
    perform refuse('adjustment_decided_once', 'The adjustment is decided.');
end $$;

create trigger adjustment_decided_once before update on adjustment
    for each row when (old.state <> 'proposed') execute function adjustment_decided_once();
create trigger adjustment_begins_as_proposal before insert on adjustment
    for each row when (new.state <> 'proposed') execute function adjustment_decided_once();

-- A zone contests indicators of its result while it may.
create table appeal (
    id uuid primary key,
    round_id uuid not null,
    zone_id uuid not null,
    -- Of the round when its notice opened: which notice it answers.
    notice_version integer not null,
    indicators text[] not null check (cardinality(indicators) between 1 and 40),
    grounds text not null check (length(grounds) between 10 and 4000),
    filed_at timestamptz not null,
    filed_by text not null,
    filed_by_name text not null,
    outcome text check (outcome in ('upheld', 'rejected')),
    reason text check (length(reason) between 10 and 4000),
    decided_at timestamptz,
    decided_by text,
    decided_by_name text,
    foreign key (round_id, zone_id) references round_zone,
    constraint appeal_once unique (round_id, zone_id, notice_version),
    constraint appeal_decided_whole check (num_nonnulls(outcome, reason, decided_at, decided_by, decided_by_name) in (0, 5))
);

create function appeal_keeps_the_rules() returns trigger language plpgsql security definer set search_path from current as $$
declare r assessment_round;
begin
    select * into r from assessment_round where id = new.round_id;
    if tg_op = 'INSERT' then
        if r.stage <> 'notice' or r.version <> new.notice_version or (new.filed_at at time zone 'Asia/Shanghai')::date < lower(r.notice)
            or (new.filed_at at time zone 'Asia/Shanghai')::date > r.appeals_until then
            perform refuse('appeal_in_time', 'A zone appeals while the results are shown and no later than the last day of it.');
        end if;
        if new.outcome is not null then
            perform refuse('appeal_decided_once', 'An appeal begins open.');
        end if;
    else
        if old.outcome is not null then
            perform refuse('appeal_decided_once', 'The appeal is decided.');
        end if;
        if row(new.round_id, new.zone_id, new.notice_version, new.indicators, new.grounds, new.filed_at, new.filed_by)
            is distinct from row(old.round_id, old.zone_id, old.notice_version, old.indicators, old.grounds, old.filed_at, old.filed_by)
        then
            perform refuse('appeal_decided_once', 'What an appeal says stays.');
        end if;
    end if;
    return new;
end $$;

create trigger appeal_keeps_the_rules before insert or update on appeal
    for each row execute function appeal_keeps_the_rules();

-- The cells that an upheld appeal opens again, and no other, until the next notice.
create table reopened_cell (
    round_id uuid not null,
    zone_id uuid not null,
    indicator text not null,
    appeal_id uuid not null references appeal,
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (appeal_id, indicator),
    foreign key (round_id, zone_id) references round_zone
);

create index reopened_cell_open on reopened_cell (round_id, zone_id) where closed_at is null;

create function reopened_cell_contested() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if not exists (
        select from appeal a where a.id = new.appeal_id and a.outcome = 'upheld' and new.indicator = any(a.indicators)
            and a.round_id = new.round_id and a.zone_id = new.zone_id
    ) then
        perform refuse('reopened_cell_contested', 'Only what an upheld appeal contests is opened again.');
    end if;
    return new;
end $$;

create trigger reopened_cell_contested before insert on reopened_cell
    for each row execute function reopened_cell_contested();

create function round_keeps_appeal_rules() returns trigger language plpgsql security definer set search_path from current as $$
declare today date := (new.changed_at at time zone 'Asia/Shanghai')::date;
begin
    if new.stage = 'notice' then
        if exists (select from veto v where v.round_id = new.id and v.state = 'proposed')
            or exists (select from adjustment a where a.round_id = new.id and a.state = 'proposed') then
            perform refuse('round_proposals_decided', 'A veto or an adjustment is not decided.');
        end if;
        if exists (select from indicator_filing f where f.round_id = new.id and f.is_filed and f.evidence_state = 'open') then
            perform refuse('round_evidence_judged', 'Something filed has not been checked.');
        end if;
        update reopened_cell set closed_at = new.changed_at where round_id = new.id and closed_at is null;
    else
        if exists (select from appeal a where a.round_id = new.id and a.outcome is null) then
            perform refuse('round_appeals_decided', 'An appeal is not decided.');
        end if;
        if today <= old.appeals_until or today < upper(old.notice) then
            perform refuse('round_notice_has_ended', 'The results are still shown, or may still be appealed against.');
        end if;
        if (new.stage = 'panel-opinion') <> exists (
            select from appeal a where a.round_id = new.id and a.notice_version = old.version and a.outcome = 'upheld'
        ) then
            if new.stage = 'panel-opinion' then
                perform refuse('round_has_upheld_appeal', 'The results go back only for an upheld appeal.');
            end if;
            perform refuse('round_appeal_upheld', 'An upheld appeal leads back to the opinion of the panel.');
        end if;
    end if;
    return new;
end $$;

create trigger round_keeps_appeal_rules before update of stage on assessment_round
    for each row when (old.stage <> new.stage and (new.stage = 'notice' or old.stage = 'notice'))
    execute function round_keeps_appeal_rules();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on veto, veto_approval, adjustment, appeal, reopened_cell from %I', module_role);
    execute format('grant update (state, rejected_at, rejected_by, rejected_by_name, rejection_reason) on veto to %I', module_role);
    execute format('grant update (state, decided_at, decided_by, decided_by_name, decision_reason) on adjustment to %I', module_role);
    execute format('grant update (outcome, reason, decided_at, decided_by, decided_by_name) on appeal to %I', module_role);
end $$;
