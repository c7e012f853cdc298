-- What was computed of a round, kept as text: what it was computed from, and what came of it. Nothing here is ever changed.

create table round_computation (
    id uuid primary key,
    round_id uuid not null references assessment_round,
    number integer not null check (number >= 1),
    stage text not null check (stage in ('panel-opinion', 'notice', 'final')),
    -- Version of the engine's rules.
    engine text not null,
    input text not null,
    input_hash bytea not null check (input_hash = sha256(convert_to(input, 'UTF8'))),
    result text not null,
    result_hash bytea not null check (result_hash = sha256(convert_to(result, 'UTF8'))),
    -- The result without its zones.
    summary text not null,
    computed_at timestamptz not null,
    computed_by text not null,
    computed_by_name text not null,
    constraint round_computation_once unique (round_id, number)
);

-- A zone's part of it, so that one zone is explained, listed and followed over the years without reading the whole.
create table zone_result (
    computation_id uuid not null references round_computation,
    round_id uuid not null,
    zone_id uuid not null,
    total numeric(5, 2) not null check (total between 0 and 100),
    rank integer not null check (rank >= 1),
    grade text not null,
    -- Canonical JSON of the zone's input and result.
    input text not null,
    result text not null,
    primary key (computation_id, zone_id),
    foreign key (round_id, zone_id) references round_zone
);

create index zone_result_of_zone on zone_result (zone_id);

-- A computation is made where the panel's opinion is formed or the round ends, by the framework that was frozen, and counted up.
create function computation_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
declare r assessment_round;
begin
    select * into r from assessment_round where id = new.round_id;
    if r.stage <> new.stage then
        perform refuse('computation_in_time', 'A round is computed in the stage it is in.');
    end if;
    if position('"frameworkHash":"' || encode(r.framework_hash, 'hex') || '"' in new.input) = 0 then
        perform refuse('computation_by_frozen_framework', 'A round is computed by the framework that was frozen.');
    end if;
    if new.number <> 1 + coalesce((select max(number) from round_computation where round_id = new.round_id), 0) then
        perform refuse('round_computation_once', 'Computations are counted up.');
    end if;
    return new;
end $$;

create trigger computation_keeps_the_rules before insert on round_computation
    for each row execute function computation_keeps_the_rules();

-- Reports of all zones of a round, made in the background by whichever process claims them.
create table report_job (
    id uuid primary key,
    round_id uuid not null references assessment_round,
    computation_id uuid not null references round_computation,
    language text not null check (language in ('zh', 'en')),
    state text not null check (state in ('waiting', 'running', 'done', 'failed')),
    done integer not null default 0,
    zones integer not null check (zones >= 1),
    -- Until when its process holds it; a later one means that it died.
    claimed_until timestamptz,
    attempts integer not null default 0,
    file bytea,
    file_hash bytea,
    requested_at timestamptz not null,
    requested_by text not null,
    requested_by_name text not null,
    finished_at timestamptz,
    constraint report_job_done check ((state = 'done') = (file is not null)),
    constraint report_job_progress check (done between 0 and zones),
    constraint report_job_file_hash check (file_hash is not distinct from sha256(file))
);

create index report_job_waiting on report_job (requested_at) where state in ('waiting', 'running');
create unique index report_job_once on report_job (computation_id, language) where state <> 'failed';

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on round_computation, zone_result, report_job from %I', module_role);
    execute format('grant update (state, done, claimed_until, attempts, file, file_hash, finished_at) on report_job to %I', module_role);
end $$;
