-- A repair that is refused leaves the case as it was when it was applied for: a reinstated one stays reinstated.

insert into case_move (from_state, to_state, document, decides) values ('repair-applied', 'reinstated', 'repair-decision', true);

create function case_repair_returns() returns trigger language plpgsql set search_path from current as $$
begin
    if new.state <> (
        select e.from_state from case_event e where e.case_id = new.id and e.action = 'repair-applied' order by e.version desc limit 1
    ) then
        perform refuse('case_repair_returns', format('A refused repair does not make the case %s.', new.state));
    end if;
    return new;
end $$;

create trigger case_repair_returns before update on discipline_case for each row
    when (old.state = 'repair-applied' and new.state in ('published', 'reinstated')) execute function case_repair_returns();
