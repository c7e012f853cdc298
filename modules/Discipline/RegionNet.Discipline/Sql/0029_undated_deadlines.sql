-- A deadline that runs into a year whose holidays are not announced has a rule and no day yet: its case stands at the end of the queue
-- and gets its day once the calendar is known.
drop index case_due;
create index case_due on discipline_case (organisation_id, coalesce(due_on, date '9999-12-31'), id) where due_rule_id is not null;
create index case_undated on discipline_case (id) where due_rule_id is not null and due_on is null;
