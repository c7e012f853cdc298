-- The statement period is no shorter than the rule of the day of service says (its days are working days, so as many days of the
-- calendar at least), and neither day moves once the notice has been served.
create function case_keeps_its_service() returns trigger language plpgsql set search_path from current as $$
begin
    if tg_op = 'UPDATE' and old.served_on is not null then
        if (new.served_on, new.statement_until) is distinct from (old.served_on, old.statement_until) then
            perform refuse('case_keeps_its_service', 'When the notice was served, and until when the party may state its case, does not change.');
        end if;
    elsif new.statement_until < new.served_on + (
        select r.days from deadline_rule r
        where r.code = 'hearing-request' and r.valid @> new.served_on and (r.list_code is null or r.list_code = new.list_code)
        order by r.list_code nulls last limit 1)
    then
        perform refuse('case_statement_runs', 'The statement period is shorter than its rule.');
    end if;
    return new;
end $$;

create trigger case_keeps_its_service before insert or update of served_on, statement_until on discipline_case
    for each row execute function case_keeps_its_service();
