namespace RegionNet.Zones.Reference;

internal static class ReferenceDataSql
{
    /// <summary>
    /// Upserts from the JSON arrays @Places, @Zones, @Members and @Organisations; then ends, as of @Today, what they lack.
    /// A row ended on the day it began keeps that one day: validity is never empty.
    /// </summary>
    public const string Load = """
        create temporary table new_place on commit drop as
            select * from jsonb_to_recordset(@Places::jsonb) as f (code text, zh text, en text, level text);
        create temporary table new_zone on commit drop as
            select * from jsonb_to_recordset(@Zones::jsonb)
                as f (code text, position int, zh text, en text, basis text, source text, confidence text);
        create temporary table new_member on commit drop as
            select * from jsonb_to_recordset(@Members::jsonb) as f (zone text, place text, role text, note text);
        create temporary table new_organisation on commit drop as
            select * from jsonb_to_recordset(@Organisations::jsonb) as f (
                id uuid, kind text, zh text, en text, place text, seat text, source text, confidence text,
                industries jsonb, "industriesConfidence" text);

        insert into place (code, zh, en, level) select code, zh, en, level from new_place
        on conflict (code) do update set zh = excluded.zh, en = excluded.en, level = excluded.level,
            validity = daterange(lower(place.validity), null);

        insert into zone (code, position, zh, en, basis, source, confidence)
        select code, position, zh, en, basis, source, confidence from new_zone
        on conflict (code) do update set position = excluded.position, zh = excluded.zh, en = excluded.en,
            basis = excluded.basis, source = excluded.source, confidence = excluded.confidence,
            validity = daterange(lower(zone.validity), null);

        insert into organisation
            (id, kind, zh, en, place_code, seat_place_code, source, confidence, industries, industries_confidence)
        select id, kind, zh, en, place, seat, source, confidence,
            array(select jsonb_array_elements_text(coalesce(industries, '[]'))), "industriesConfidence"
        from new_organisation
        on conflict (id) do update set kind = excluded.kind, zh = excluded.zh, en = excluded.en,
            place_code = excluded.place_code, seat_place_code = excluded.seat_place_code, source = excluded.source,
            confidence = excluded.confidence, industries = excluded.industries,
            industries_confidence = excluded.industries_confidence,
            validity = daterange(lower(organisation.validity), null);

        update zone_member m set role = n.role, note = n.note
        from new_member n
        where m.zone_code = n.zone and m.place_code = n.place and upper_inf(m.validity);

        -- A pair that was a member before begins again today; a new one has no known beginning.
        insert into zone_member (zone_code, place_code, role, note, validity)
        select n.zone, n.place, n.role, n.note, daterange(b.until, null)
        from new_member n
        cross join lateral (
            select greatest(max(upper(m.validity)), case when count(*) > 0 then @Today end) as until,
                coalesce(bool_or(upper_inf(m.validity)), false) as lasts
            from zone_member m where m.zone_code = n.zone and m.place_code = n.place
        ) b
        where not b.lasts;

        update zone_member m
        set validity = daterange(lower(m.validity), greatest(@Today, lower(m.validity) + 1))
        where upper_inf(m.validity)
            and not exists (select from new_member n where n.zone = m.zone_code and n.place = m.place_code);
        update organisation o
        set validity = daterange(lower(o.validity), greatest(@Today, lower(o.validity) + 1))
        where upper_inf(o.validity) and not exists (select from new_organisation n where n.id = o.id);
        update zone z set validity = daterange(lower(z.validity), greatest(@Today, lower(z.validity) + 1))
        where upper_inf(z.validity) and not exists (select from new_zone n where n.code = z.code);
        update place p set validity = daterange(lower(p.validity), greatest(@Today, lower(p.validity) + 1))
        where upper_inf(p.validity) and not exists (select from new_place n where n.code = p.code);
        """;
}
