-- A decision that a candidate is another party is looked at again when that party's listing changes. Once for a decision: the question is
-- open from then on until somebody decides anew.

create table false_positive_reopening (
    false_positive_id uuid primary key references false_positive,
    because text not null check (because in ('listed-name', 'listed-code', 'listed-entries')),
    class text not null check (class in ('match', 'strong', 'possible')),
    score integer not null check (score between 0 and 100),
    entry_id uuid not null references list_entry,
    reopened_at timestamptz not null
);

create trigger false_positive_reopening_append_only before update or delete on false_positive_reopening
    for each row execute function is_append_only();

do $$ begin
    execute format('revoke update on false_positive_reopening from %I', 'regionnet_' || current_schema());
end $$;
