using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Zones.Liaison;

internal sealed class DutyRoster(ZonesDb db) : IDutyRoster
{
    public Task<IReadOnlyList<DutyOfficer>> OnDuty(string zoneCode, DateTimeOffset at, CancellationToken ct) =>
        db.Query<DutyOfficer>(
            """
            with serving as (
                select o.id, o.deputy_of, o.validity, b.organisation_id, o.title, o.account,
                    o.validity @> @day and not exists (
                        select from liaison_absence a
                        where a.officer_id = o.id and a.lifted_at is null and a.during @> @day
                    ) as present
                from liaison_officer o join liaison_body b on b.id = o.body_id
                where b.zone_code = @zoneCode and b.validity @> @day
            )
            select coalesce(d.id, p.id) as officer_id, p.organisation_id, coalesce(d.title, p.title) as title,
                case when d.id is null then p.account else d.account end as account,
                case when d.id is not null then p.id end as stands_in_for
            from serving p
            left join lateral (
                select s.id, s.title, s.account from serving s
                where s.deputy_of = p.id and s.present and not p.present order by s.validity, s.id limit 1
            ) d on true
            where p.deputy_of is null and (p.present or d.id is not null) and not (p.validity >> daterange(@day, @day, '[]'))
            order by p.validity, p.id
            """,
            new { zoneCode, day = DateOnly.FromDateTime(BusinessTime.Local(at).DateTime) },
            ct
        );
}
