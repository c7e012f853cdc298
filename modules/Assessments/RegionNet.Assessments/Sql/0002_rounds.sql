-- Rounds of assessment: zones by a frozen framework within a calendar.

create table assessment_round (
    id uuid primary key,
    code text not null constraint round_code_once unique check (code ~ '^[0-9]{4}-[a-z0-9-]{1,20}$'),
    name_zh text not null check (length(name_zh) between 1 and 200),
    name_en text not null check (length(name_en) between 1 and 200),
    purpose text not null check (purpose in ('acceptance', 're-review')),
    framework_id uuid not null references framework,
    -- Of the framework when the round began; null before.
    framework_hash bytea,
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
    -- Explicit; null until the notice opens.
    notice daterange check (not isempty(notice) and not upper_inf(notice)),
    appeals_until date,
    resample_seed bigint not null,
    version integer not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    is_sample boolean not null default false,
    constraint round_calendar_in_order check (self_assessment_until < evidence_check_until and evidence_check_until < scoring_until
        and scoring_until < reconciliation_until)
);

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

create table round_zone (
    round_id uuid not null references assessment_round,
    zone_id uuid not null references demonstration_zone,
    -- The filing was handed in; open again when the evidence check returned something.
    filed_at timestamptz,
    filed_by text,
    filed_by_name text,
    primary key (round_id, zone_id)
);

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
    version integer not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    primary key (round_id, zone_id, indicator),
    foreign key (round_id, zone_id) references round_zone
);
