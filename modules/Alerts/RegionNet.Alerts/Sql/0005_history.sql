-- The history over all zones, newest first.
create index alert_case_newest on alert_case (first_at desc, root_id desc);
