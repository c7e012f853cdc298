-- Cases from lead to removal, and the lists they write: what stood on which list, when, and since when it was known.

create sequence case_number;
do $$ begin
    execute format('grant usage on sequence case_number to %I', 'regionnet_' || current_schema());
end $$;

create table case_document (
    id uuid primary key,
    case_id uuid not null,
    kind text not null check (kind in ('evidence', 'prior-notice', 'proof-of-service', 'statement', 'statement-answer', 'waiver',
        'hearing-request', 'hearing-notice', 'hearing-record', 'decision', 'correction', 'repair-application', 'commitment',
        'repair-decision', 'revocation-decision', 'reinstatement-decision', 'review-notice', 'suit-notice', 'stay-order')),
    number text not null check (length(number) between 1 and 100),
    issued_on date not null,
    media_type text not null check (length(media_type) between 3 and 100),
    -- Of the document itself; the content lies sealed, for it may name people.
    sha256 bytea not null check (length(sha256) = 32),
    size integer not null check (size > 0),
    content_sealed bytea not null,
    added_at timestamptz not null,
    added_by text not null,
    added_by_name text not null
);

create table discipline_case (
    id uuid primary key,
    number text not null unique,
    -- The authority.
    organisation_id uuid not null,
    party_id uuid not null references party,
    list_code text not null references list_kind,
    -- The versions of ground and period under which it was decided stay with it.
    ground_id text not null references ground,
    period_rule_id text references period_rule,
    state text not null,
    version integer not null default 1,
    facts_sealed bytea not null,
    -- Article of the law that the proposal and the decision cite.
    clause text check (length(clause) between 2 and 300),
    -- From the determining document on; half-open.
    term daterange check (term is null or (not isempty(term) and lower(term) is not null and upper(term) is not null)),
    review_pending boolean not null default false,
    suit_pending boolean not null default false,
    stayed boolean not null default false,
    proposed_by text,
    decided_by text,
    decision_document_id uuid references case_document,
    served_on date,
    -- The last day on which the party may state its case or ask for a hearing.
    statement_until date,
    statement_waived_at timestamptz,
    hearing_on date,
    -- What is to be done next, by when, and by which rule.
    due_on date,
    due_rule_id text references deadline_rule,
    opened_at timestamptz not null,
    changed_at timestamptz not null,
    constraint case_flags_follow_decision check (not (review_pending or suit_pending or stayed) or decision_document_id is not null),
    constraint case_four_eyes check (decided_by <> proposed_by),
    constraint case_due_by_rule check ((due_on is not null) <= (due_rule_id is not null))
);

alter table case_document add constraint case_document_of_case foreign key (case_id) references discipline_case
    deferrable initially deferred;
create index case_document_of_case on case_document (case_id, added_at);
create index case_of_authority on discipline_case (organisation_id, opened_at desc, id desc);
create index case_of_party on discipline_case (party_id);
create index case_due on discipline_case (organisation_id, due_on) where due_on is not null;

-- The lifecycle. '' is the beginning. document: the kind without which the move isn't made. decides: taken by a reviewer, never by
-- the person who proposed. Expiry is no move: it is computed.
create table case_move (
    from_state text not null,
    to_state text not null,
    document text,
    decides boolean not null default false,
    primary key (from_state, to_state)
);

insert into case_move (from_state, to_state, document, decides) values
    ('', 'lead', null, false),
    ('lead', 'verifying', null, false),
    ('lead', 'dropped', null, false),
    ('verifying', 'proposed', null, false),
    ('verifying', 'dropped', null, false),
    ('verifying', 'undetermined', 'correction', false),
    ('proposed', 'verifying', null, true),
    ('proposed', 'notice-served', 'proof-of-service', false),
    ('notice-served', 'statement', 'statement', false),
    ('notice-served', 'hearing', 'hearing-notice', false),
    ('notice-served', 'decided', 'decision', true),
    ('notice-served', 'not-listed', 'decision', true),
    ('notice-served', 'undetermined', 'correction', true),
    ('statement', 'hearing', 'hearing-notice', false),
    ('statement', 'decided', 'decision', true),
    ('statement', 'not-listed', 'decision', true),
    ('statement', 'undetermined', 'correction', true),
    ('hearing', 'decided', 'decision', true),
    ('hearing', 'not-listed', 'decision', true),
    ('hearing', 'undetermined', 'correction', true),
    ('decided', 'published', null, false),
    ('decided', 'revoked', 'revocation-decision', true),
    ('published', 'repair-applied', 'repair-application', false),
    ('published', 'revoked', 'revocation-decision', true),
    ('repair-applied', 'repaired', 'repair-decision', true),
    ('repair-applied', 'published', 'repair-decision', true),
    ('repair-applied', 'revoked', 'revocation-decision', true),
    ('repaired', 'reinstated', 'reinstatement-decision', true),
    ('repaired', 'revoked', 'revocation-decision', true),
    ('reinstated', 'repair-applied', 'repair-application', false),
    ('reinstated', 'revoked', 'revocation-decision', true);

-- What was done, by whom, until when the next thing is due, on which document and clause.
create table case_event (
    case_id uuid not null references discipline_case,
    version integer not null,
    from_state text not null,
    to_state text not null,
    -- The move, or a flag that was set or lifted, or a document that was added.
    action text not null check (action ~ '^[a-z-]{2,40}$'),
    at timestamptz not null,
    actor text not null,
    actor_name text not null,
    document_id uuid references case_document,
    clause text check (length(clause) between 2 and 300),
    note_sealed bytea,
    deadline date,
    deadline_rule_id text references deadline_rule,
    primary key (case_id, version)
);

-- No change of a case without its event.
alter table discipline_case add constraint case_change_told foreign key (id, version) references case_event (case_id, version)
    deferrable initially deferred;

create function refuse(name text, message text) returns void language plpgsql as $$
begin
    raise exception '%', message using errcode = 'check_violation', constraint = name, schema = 'discipline';
end $$;

create function case_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
declare
    before_state text := case tg_op when 'INSERT' then '' else old.state end;
begin
    if tg_op = 'UPDATE' then
        if new.version <> old.version + 1 or new.changed_at < old.changed_at then
            perform refuse('case_version_follows', 'Every change of a case is a version of its own, in order.');
        end if;
        if (new.id, new.number, new.organisation_id, new.party_id, new.opened_at)
            is distinct from (old.id, old.number, old.organisation_id, old.party_id, old.opened_at)
            or (old.decision_document_id is not null
                and (new.list_code, new.ground_id, new.period_rule_id, new.clause, new.term, new.decision_document_id,
                    new.decided_by, new.proposed_by) is distinct from (old.list_code, old.ground_id, old.period_rule_id,
                    old.clause, old.term, old.decision_document_id, old.decided_by, old.proposed_by))
        then
            perform refuse('case_keeps_its_decision', 'What was decided, about whom and by which rules does not change.');
        end if;
    end if;
    if new.statement_waived_at is not null and not exists (
        select 1 from case_document d where d.case_id = new.id and d.kind = 'waiver') then
        perform refuse('case_waiver_document', 'The party waives its statement in writing.');
    end if;
    if tg_op = 'UPDATE' and new.state = before_state then
        return new;
    end if;
    if not exists (select 1 from case_move m where m.from_state = before_state and m.to_state = new.state) then
        perform refuse('case_move_allowed', format('A case may not go from %s to %s.', before_state, new.state));
    end if;
    if new.state = 'proposed' and num_nulls(new.clause, new.proposed_by) > 0 then
        perform refuse('case_proposal_needs_clause', 'A proposal names its clause and who makes it.');
    end if;
    if new.state = 'notice-served' and num_nulls(new.served_on, new.statement_until) > 0 then
        perform refuse('case_notice_needs_service', 'A served notice has a day of service and a statement period.');
    end if;
    if new.state = 'undetermined' and not (select g.may_be_left from ground g where g.id = new.ground_id) then
        perform refuse('case_ground_may_be_left', 'Only some grounds may be left undetermined when corrected in time.');
    end if;
    if new.state in ('decided', 'not-listed', 'published') and before_state <> 'repair-applied' then
        if new.statement_until is null or (new.statement_waived_at is null
            and new.statement_until >= (new.changed_at at time zone 'Asia/Shanghai')::date)
        then
            perform refuse('case_statement_period', 'The statement period has neither elapsed nor been waived.');
        end if;
        if before_state = 'hearing' and not exists (
            select 1 from case_document d where d.case_id = new.id and d.kind = 'hearing-record') then
            perform refuse('case_hearing_recorded', 'A hearing that was asked for is held and recorded before the decision.');
        end if;
        if before_state = 'statement' and not exists (
            select 1 from case_document d where d.case_id = new.id and d.kind = 'statement-answer') then
            perform refuse('case_statement_answered', 'What the party stated is checked and answered before the decision.');
        end if;
        if new.state <> 'published' and new.decided_by is null then
            perform refuse('case_decided_by_somebody', 'A decision names who decided.');
        end if;
    end if;
    if new.state = 'published' and before_state = 'decided' and new.stayed then
        perform refuse('case_stayed', 'A decision that is stayed is not published.');
    end if;
    if new.state in ('decided', 'published') then
        if not exists (select 1 from case_document d
            where d.id = new.decision_document_id and d.case_id = new.id and d.kind = 'decision') then
            perform refuse('case_decision_document', 'There is no decision document.');
        end if;
        if new.clause is null then
            perform refuse('case_clause', 'The decision cites no clause.');
        end if;
        if not exists (select 1 from case_document d where d.case_id = new.id and d.kind = 'proof-of-service') then
            perform refuse('case_proof_of_service', 'There is no proof of service of the prior notice.');
        end if;
        if num_nulls(new.term, new.period_rule_id, new.decided_by) > 0 then
            perform refuse('case_term_decided', 'The decision has no period.');
        end if;
    end if;
    return new;
end $$;

create trigger case_keeps_the_rules before insert or update on discipline_case
    for each row execute function case_keeps_the_rules();

create function case_event_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
declare
    move case_move%rowtype;
    proposer text := (select c.proposed_by from discipline_case c where c.id = new.case_id);
begin
    if new.document_id is not null and not exists (
        select 1 from case_document d where d.id = new.document_id and d.case_id = new.case_id) then
        perform refuse('case_event_document', 'The document belongs to another case.');
    end if;
    if new.from_state = new.to_state then
        return new;
    end if;
    select * into move from case_move m where m.from_state = new.from_state and m.to_state = new.to_state;
    if not found then
        perform refuse('case_move_allowed', format('A case may not go from %s to %s.', new.from_state, new.to_state));
    end if;
    if move.document is not null and not exists (
        select 1 from case_document d where d.id = new.document_id and d.kind = move.document) then
        perform refuse('case_move_document', format('The move to %s needs a document: %s.', new.to_state, move.document));
    end if;
    if move.decides and new.actor = proposer then
        perform refuse('case_four_eyes', 'Who proposed does not decide.');
    end if;
    return new;
end $$;

create trigger case_event_keeps_the_rules before insert on case_event
    for each row execute function case_event_keeps_the_rules();

-- An application for repair: applied, accepted, granted or refused; moot when the entry was revoked meanwhile.
create table repair (
    id uuid primary key,
    case_id uuid not null references discipline_case,
    state text not null default 'applied' check (state in ('applied', 'accepted', 'granted', 'refused', 'moot')),
    application_document_id uuid not null references case_document,
    -- The public commitment and the proof of correction (NDRC Order 36).
    commitment_document_id uuid not null references case_document,
    correction_document_id uuid not null references case_document,
    applied_on date not null,
    accept_due date,
    accepted_at timestamptz,
    accepted_by text,
    decide_due date,
    decided_at timestamptz,
    decided_by text,
    decision_document_id uuid references case_document,
    display_stop_due date,
    display_stopped_at timestamptz,
    constraint repair_four_eyes check (decided_by <> accepted_by),
    constraint repair_accepted check (case when state = 'applied' then num_nonnulls(accepted_at, accepted_by) = 0
        when state = 'moot' then num_nonnulls(accepted_at, accepted_by) in (0, 2)
        else num_nonnulls(accepted_at, accepted_by) = 2 end),
    constraint repair_decided check (num_nonnulls(decided_at, decided_by, decision_document_id)
        = case when state in ('granted', 'refused') then 3 else 0 end),
    constraint repair_stops_display check ((state = 'granted') = (display_stopped_at is not null))
);

create unique index repair_one_at_a_time on repair (case_id) where state in ('applied', 'accepted');

-- A proposal to revoke (the base decision was annulled) or to reinstate (the repair was got by fraud), decided by a second person.
create table ending (
    id uuid primary key,
    case_id uuid not null references discipline_case,
    kind text not null check (kind in ('revoked', 'reinstated')),
    document_id uuid not null references case_document,
    clause text not null check (length(clause) between 2 and 300),
    state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected')),
    proposed_at timestamptz not null,
    proposed_by text not null,
    proposed_by_name text not null,
    decided_at timestamptz,
    decided_by text,
    decided_by_name text,
    constraint ending_four_eyes check (decided_by <> proposed_by),
    constraint ending_decided check (num_nonnulls(decided_at, decided_by, decided_by_name) = case state when 'proposed' then 0 else 3 end)
);

create unique index ending_one_at_a_time on ending (case_id) where state = 'proposed';

-- One place on one list. What it says never changes; what became of it is in its versions.
create table list_entry (
    id uuid primary key,
    list_code text not null references list_kind,
    case_id uuid not null references discipline_case,
    party_id uuid not null references party,
    ground_id text not null references ground,
    authority_id uuid not null,
    authority_zh text not null,
    authority_en text not null,
    document_number text not null,
    clause text not null,
    decided_on date not null,
    -- Of the party's registration when it was published.
    place_code text,
    published_at timestamptz not null,
    constraint list_entry_once unique (case_id)
);

create index list_entry_of_party on list_entry (party_id);
create index list_entry_of_document on list_entry (document_number);

-- How far each list has come. Its row is the last lock of a transaction that writes to the list, and the clock is read under it: so
-- the order of sequence, of known_at and of the commits is one.
create table list_stream (
    list_code text primary key references list_kind,
    head bigint not null default 0,
    -- SHA-256 over the hash before and the SHA-256 of the payload.
    head_hash bytea not null default decode(repeat('00', 32), 'hex') check (length(head_hash) = 32),
    known_at timestamptz not null default '-infinity'
);

create function list_has_stream() returns trigger language plpgsql set search_path from current as $$
begin
    insert into list_stream (list_code) values (new.code);
    return new;
end $$;

create trigger list_has_stream after insert on list_kind for each row execute function list_has_stream();

-- What the list told its readers, in canonical JSON: byte for byte what a replay is made of.
create table list_change (
    list_code text not null references list_stream,
    sequence bigint not null,
    entry_id uuid not null references list_entry,
    version integer not null,
    known_at timestamptz not null,
    payload text not null,
    hash bytea not null check (length(hash) = 32),
    primary key (list_code, sequence)
);

create index list_change_of_entry on list_change (entry_id, sequence);

-- valid: when it is displayed and used. [known_at, known_until): when this was what the system knew of the entry.
create table entry_version (
    entry_id uuid not null references list_entry,
    version integer not null,
    list_code text not null,
    list_sequence bigint not null,
    state text not null check (state in ('published', 'stayed', 'repaired', 'revoked', 'reinstated')),
    valid daterange not null check (not isempty(valid) and lower(valid) is not null and upper(valid) is not null),
    known_at timestamptz not null,
    known_until timestamptz check (known_until > known_at),
    primary key (entry_id, version),
    constraint entry_version_in_sequence unique (list_code, list_sequence),
    constraint entry_version_told foreign key (list_code, list_sequence) references list_change (list_code, sequence),
    -- So a list can be read from a day backwards: nothing is in force before it is known.
    constraint entry_version_not_before_known check (lower(valid) <= (known_at at time zone 'Asia/Shanghai')::date)
);

create index entry_version_shown on entry_version (list_code, (lower(valid)) desc, entry_id desc)
    where state in ('published', 'reinstated');

create function list_change_follows() returns trigger language plpgsql set search_path from current as $$
declare stream list_stream%rowtype;
begin
    select * into stream from list_stream s where s.list_code = new.list_code for update;
    if new.sequence is distinct from stream.head + 1 or new.known_at <= stream.known_at
        or new.hash <> sha256(stream.head_hash || sha256(convert_to(new.payload, 'UTF8')))
    then
        perform refuse('list_change_follows', 'A list has no gaps, and each change is chained to the one before it.');
    end if;
    update list_stream set head = new.sequence, head_hash = new.hash, known_at = new.known_at where list_code = new.list_code;
    return new;
end $$;

create trigger list_change_follows before insert on list_change for each row execute function list_change_follows();

create function entry_follows_case() returns trigger language plpgsql set search_path from current as $$
begin
    if not exists (
        select 1 from discipline_case c where c.id = new.case_id and c.state = 'published' and c.party_id = new.party_id
            and c.list_code = new.list_code and c.ground_id = new.ground_id and c.organisation_id = new.authority_id)
    then
        perform refuse('entry_of_published_case', 'Only what was decided and published stands on a list.');
    end if;
    return new;
end $$;

create trigger entry_follows_case before insert on list_entry for each row execute function entry_follows_case();

-- The state of an entry is its case's, and closes what was known before: the one write that a version ever sees, made here.
create function entry_version_follows() returns trigger language plpgsql security definer set search_path from current as $$
declare c discipline_case%rowtype;
begin
    select d.* into c from list_entry e join discipline_case d on d.id = e.case_id where e.id = new.entry_id;
    if not (case new.state
        when 'stayed' then c.stayed and c.state in ('published', 'repair-applied', 'reinstated')
        when 'published' then not c.stayed and c.state in ('published', 'repair-applied')
        when 'reinstated' then not c.stayed and c.state in ('reinstated', 'repair-applied')
        else new.state = c.state
    end) then
        perform refuse('entry_version_of_case', format('The case is %s, the entry cannot be %s.', c.state, new.state));
    end if;
    if new.version <> 1 + coalesce((select max(v.version) from entry_version v where v.entry_id = new.entry_id), 0)
        or not exists (select 1 from list_change l where l.list_code = new.list_code and l.sequence = new.list_sequence
            and l.entry_id = new.entry_id and l.version = new.version and l.known_at = new.known_at)
    then
        perform refuse('entry_version_follows', 'A version follows the one before it and is told to the list.');
    end if;
    update entry_version set known_until = new.known_at where entry_id = new.entry_id and version = new.version - 1;
    new.known_until := null;
    return new;
end $$;

create trigger entry_version_follows before insert on entry_version for each row execute function entry_version_follows();

-- Append-only for the module, and its own past even for a mistaken statement of the owner.
create function is_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger case_event_append_only before update or delete on case_event for each row execute function is_append_only();
create trigger case_document_append_only before update or delete on case_document for each row execute function is_append_only();
create trigger list_entry_append_only before update or delete on list_entry for each row execute function is_append_only();
create trigger list_change_append_only before update or delete on list_change for each row execute function is_append_only();
create trigger entry_version_append_only before delete on entry_version for each row execute function is_append_only();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on case_event, case_document, list_entry, list_change, entry_version from %I', module_role);
    execute format('revoke insert, update on case_move from %I', module_role);
    execute format('revoke insert on list_stream from %I', module_role);
end $$;

-- Entries that were displayed and used on a day, as known at an instant. The one place where the status is computed: no job ends
-- an entry, its time does. (Names in full and no settings, so that the planner sees through the functions.)
create function entry_listed(day date, known timestamptz) returns setof entry_version language sql stable parallel safe as $$
    select v.* from discipline.entry_version v
    where v.state in ('published', 'reinstated') and v.valid @> day
        and v.known_at <= known and (v.known_until is null or v.known_until > known)
$$;

create function entry_in_force(at timestamptz) returns setof entry_version language sql stable parallel safe as $$
    select v.* from discipline.entry_version v
    where v.state in ('published', 'reinstated') and v.valid @> (at at time zone 'Asia/Shanghai')::date
        and v.known_at <= at and (v.known_until is null or v.known_until > at)
$$;
