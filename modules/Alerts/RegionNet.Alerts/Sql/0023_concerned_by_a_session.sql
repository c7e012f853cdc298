-- A hearing moved by its host, and one submitted again after it was sent back (proposals of this product, like the other rules).
insert into alert_rule (kind, level, group_by, group_minutes, expires_minutes, inhibits) values
    ('hearings.session-displaced', 'moderate', null, null, null, '{}'),
    ('hearings.session-resubmitted', 'minor', null, null, 43200, '{hearings.session-sent-back}');

-- What the later steps make void; a coordinator's own changes of the rules stay.
update alert_rule r set version = version + 1, inhibits = array(
    select k from unnest(r.inhibits || more.kinds) with ordinality as i (k, place) group by k order by min(place))
from (values
    ('hearings.session-approved', array['hearings.session-resubmitted']),
    ('hearings.session-sent-back', array['hearings.session-resubmitted']),
    ('hearings.session-cancelled', array['hearings.session-resubmitted', 'hearings.session-displaced'])
) as more (kind, kinds)
where r.kind = more.kind and r.zone_code is null and r.organisation_id is null and r.ended_at is null
    and cardinality(r.inhibits) <= 18;
