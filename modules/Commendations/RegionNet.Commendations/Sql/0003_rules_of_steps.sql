-- What the database itself refuses, whoever writes.

create function refuse_step(name text, message text) returns void language plpgsql as $$
begin
    raise exception '%', message using errcode = 'check_violation', constraint = name, schema = 'commendations', table = 'nomination';
end $$;

create function holds_place_of_province(state text) returns integer language sql immutable
    return case when state in ('', 'draft', 'withdrawn', 'rejected') then 0 else 1 end;

-- A revoked commendation gives its place to nobody.
create function holds_place_of_system(state text) returns integer language sql immutable
    return case when state in ('selected', 'public-notice', 'approved', 'announced', 'revoked') then 1 else 0 end;

create function nomination_keeps_the_rules() returns trigger language plpgsql security definer set search_path from current as $$
declare
    came_from text := case tg_op when 'INSERT' then '' else old.state end;
    today date := (new.changed_at at time zone 'Asia/Shanghai')::date;
    told_in text := case new.state when 'provincial-review' then 'unit' when 'approved' then 'public' end;
    shown notice;
    change record;
begin
    if not exists (select from nomination_move m where m.from_state = came_from and m.to_state = new.state) then
        perform refuse_step('nomination_move_allowed', format('A nomination may not go from %s to %s.', came_from, new.state));
    end if;
    if tg_op = 'UPDATE' then
        if new.version <> old.version + 1 then
            perform refuse_step('nomination_version_follows', 'Every step of a nomination is a version of its own.');
        end if;
        -- Who has been checked and shown is who is commended.
        if came_from <> 'draft' and row(new.round_id, new.system, new.category, new.province_code, new.province_quota_id,
                new.system_quota_id, new.unit_id, new.own_unit_id, new.name_zh, new.name_en, new.code, new.sealed, new.masked_name,
                new.id_fingerprint, new.work_unit_zh, new.work_unit_en, new.merits)
            is distinct from row(old.round_id, old.system, old.category, old.province_code, old.province_quota_id,
                old.system_quota_id, old.unit_id, old.own_unit_id, old.name_zh, old.name_en, old.code, old.sealed, old.masked_name,
                old.id_fingerprint, old.work_unit_zh, old.work_unit_en, old.merits) then
            perform refuse_step('nomination_fixed_once_submitted', 'Only a draft can be changed.');
        end if;
    end if;
    if new.state in ('nominated', 'joint-review', 'public-notice', 'approved') and not exists (
        select from listing_check c where c.nomination_id = new.id and c.version = new.version and c.listed = 0
    ) then
        perform refuse_step('nomination_checked_for_listings', 'Discipline has to be asked before this step.');
    end if;
    if new.state not in ('draft', 'withdrawn', 'rejected', 'revoked') and exists (
        select from review r where r.nomination_id = new.id and r.outcome is null
    ) then
        perform refuse_step('nomination_under_review', 'A review is open.');
    end if;
    if new.state = 'revoked' and not exists (
        select from review r where r.nomination_id = new.id and r.outcome = 'ended'
    ) then
        perform refuse_step('nomination_revoked_by_review', 'Only a review ends an announced commendation.');
    end if;
    if new.state in ('unit-notice', 'public-notice') and not exists (
        select from notice n where n.nomination_id = new.id and n.version = new.version and n.kind || '-notice' = new.state
    ) then
        perform refuse_step('nomination_has_notice', 'A notice has a first and a last day.');
    end if;
    if told_in is not null then
        select * into shown from notice n where n.nomination_id = new.id and n.kind = told_in order by n.version desc limit 1;
        if shown.id is null or today < upper(shown.days) then
            perform refuse_step('nomination_notice_has_ended', 'The notice has not ended.');
        end if;
        if exists (select from objection o where o.notice_id = shown.id and o.answer is null) then
            perform refuse_step('nomination_objections_answered', 'An objection has no answer.');
        end if;
        if exists (select from objection o where o.notice_id = shown.id and o.upheld) then
            perform refuse_step('nomination_objection_upheld', 'An objection was upheld.');
        end if;
    end if;
    insert into step (nomination_id, version, from_state, to_state, unit_id, own_unit_id, at, by_subject, by_name, organisation_id,
        document_number, reason)
    values (new.id, new.version, came_from, new.state, new.unit_id, new.own_unit_id, new.changed_at, new.changed_by, new.changed_by_name,
        new.changed_by_organisation, new.document_number, new.reason);
    for change in
        select id, delta from (values
            (new.province_quota_id, holds_place_of_province(new.state) - holds_place_of_province(came_from)),
            (new.system_quota_id, holds_place_of_system(new.state) - holds_place_of_system(came_from))
        ) as places (id, delta) where delta <> 0 order by id
    loop
        update quota set taken = taken + change.delta where id = change.id;
    end loop;
    return null;
end $$;

create trigger nomination_keeps_the_rules after insert or update on nomination
    for each row execute function nomination_keeps_the_rules();

-- An objection is made during its notice, and its answer stays.
create function objection_keeps_the_rules() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if not exists (
            select from notice n where n.id = new.notice_id and n.days @> (new.received_at at time zone 'Asia/Shanghai')::date
        ) then
            perform refuse_step('objection_during_notice', 'The notice does not run.');
        end if;
    elsif old.answer is not null then
        perform refuse_step('objection_answered_once', 'The objection has its answer.');
    end if;
    return new;
end $$;

create trigger objection_keeps_the_rules before insert or update on objection
    for each row execute function objection_keeps_the_rules();

create table certificate (
    id uuid primary key,
    nomination_id uuid not null references nomination,
    language text not null check (language in ('zh', 'en')),
    version integer not null check (version > 0),
    -- SHA-256 of the verification code: whoever reads the database can't make a certificate verify.
    code_hash bytea not null check (length(code_hash) = 32),
    -- The PDF, sealed: it names a person.
    content_sealed bytea not null,
    sha256 text not null check (length(sha256) = 64),
    reason text check (length(reason) between 2 and 500),
    issued_at timestamptz not null,
    issued_by text not null,
    issued_by_name text not null,
    constraint certificate_version_once unique (nomination_id, language, version),
    constraint certificate_code_once unique (code_hash),
    constraint certificate_again_with_reason check (version = 1 or reason is not null)
);

create function certificate_keeps_the_rules() returns trigger language plpgsql as $$
begin
    if not exists (select from nomination n where n.id = new.nomination_id and n.state = 'announced') then
        perform refuse_step('certificate_of_announced', 'Only an announced commendation has a certificate.');
    end if;
    return new;
end $$;

create trigger certificate_keeps_the_rules before insert on certificate
    for each row execute function certificate_keeps_the_rules();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke insert, update on nomination_move, step from %I', module_role);
    execute format('revoke update on listing_check, notice, certificate from %I', module_role);
end $$;
