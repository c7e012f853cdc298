-- What the sharing of discipline lists tells. Each event is told once by its module: no group is needed.
insert into alert_rule (kind, level, group_by, group_minutes, expires_minutes, inhibits) values
    ('discipline.filing-cluster', null, null, null, null, '{}'),
    ('discipline.province-task-overdue', null, null, null, null, '{}'),
    ('discipline.clearance-overdue', null, null, null, null, '{}');
