-- A commended party that was listed since: to be handled, each review by itself.
insert into alert_rule (kind, level, group_by, group_minutes, expires_minutes, inhibits) values
    ('commendations.review-opened', 'severe', null, null, null, '{}');
