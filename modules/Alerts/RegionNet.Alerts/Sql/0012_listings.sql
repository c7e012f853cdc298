-- Listings: what puts a party on a list is to be known within a working day; what takes it off makes the former alert void.
insert into alert_rule (kind, level, group_by, group_minutes, expires_minutes, inhibits) values
    ('discipline.listed', 'moderate', null, null, null, '{discipline.delisted}'),
    ('discipline.delisted', 'moderate', null, null, null, '{discipline.listed}');
