-- What the assessment of demonstration zones tells. The reminders of one zone's deadline count up in one alert.
insert into alert_rule (kind, level, group_by, group_minutes, expires_minutes, inhibits) values
    ('assessments.result-published', null, null, null, null, '{assessments.deadline-near}'),
    ('assessments.deadline-near', null, 'subject', 10080, null, '{}');
