-- What the sharing of discipline lists tells. A cluster of filings is told once, however it grows: no group is needed.
insert into alert_rule (kind, level, group_by, group_minutes, expires_minutes, inhibits) values
    ('discipline.filing-cluster', null, null, null, null, '{}');
