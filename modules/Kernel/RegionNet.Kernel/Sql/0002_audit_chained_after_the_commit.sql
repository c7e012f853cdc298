-- Entries are committed with the facts they tell of and take their place in the chain right after (docs/adr/0008): a chain
-- that is extended inside every transaction lets only one of them commit at a time.

drop trigger audit_entry_append_only on audit_entry;
drop function audit_entry_is_append_only();

alter table audit_entry add column id bigint generated always as identity;
alter table audit_entry drop constraint audit_entry_pkey;
alter table audit_entry add primary key (id);
alter table audit_entry add constraint audit_entry_in_sequence unique (sequence);
alter table audit_entry alter column sequence drop not null;
alter table audit_entry alter column previous drop not null;
alter table audit_entry alter column hash drop not null;
alter table audit_entry add constraint audit_entry_chained_whole check (num_nulls(sequence, previous, hash) in (0, 3));

create index audit_entry_pending on audit_entry (id) where sequence is null;
drop index audit_entry_subject;
create index audit_entry_subject on audit_entry (subject, id);

-- The one change that an entry ever sees is to be given its place. The role may write nothing but that, and the owner
-- would have to disable the trigger first.
create function audit_entry_is_append_only() returns trigger language plpgsql set search_path from current as $$
begin
    if tg_op = 'UPDATE' and old.sequence is null and new.sequence is not null
        and (new.id, new.at, new.actor, new.actor_name, new.organisation_id, new.address, new.action, new.subject, new.details,
            new.result)
        is not distinct from (old.id, old.at, old.actor, old.actor_name, old.organisation_id, old.address, old.action,
            old.subject, old.details, old.result)
    then
        return new;
    end if;
    raise exception 'audit_entry is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_append_only before update or delete on audit_entry
    for each row execute function audit_entry_is_append_only();
create trigger audit_entry_not_emptied before truncate on audit_entry
    for each statement execute function audit_entry_is_append_only();

do $$ begin
    execute format('grant update (sequence, previous, hash) on audit_entry to %I', 'regionnet_' || current_schema());
end $$;
