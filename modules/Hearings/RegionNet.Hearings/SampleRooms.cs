using Dapper;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>
/// Rooms for Development only, each marked as a sample: no public list of the centres' hearing rooms exists.
/// </summary>
internal sealed class SampleRooms : IModuleSeed
{
    private static readonly (string Centre, string Place, int Rooms)[] Centres =
    [
        ("中国（北京）知识产权保护中心", "110000", 2),
        ("中国（浦东）知识产权保护中心", "310115", 3),
        ("中国（南京）知识产权保护中心", "320100", 2),
        ("中国（苏州）知识产权保护中心", "320500", 3),
        ("中国（浙江）知识产权保护中心", "330000", 2),
        ("中国（合肥）知识产权保护中心", "340100", 2),
        ("中国（广州）知识产权保护中心", "440100", 3),
        ("中国（深圳）知识产权保护中心", "440300", 3),
        ("中国（成都）知识产权保护中心", "510100", 2),
    ];

    private static readonly (string Zh, string En, int Capacity, string[] Devices)[] Kinds =
    [
        (
            "第一审理庭",
            "Hearing Room 1",
            40,
            [
                "hd-camera",
                "microphone",
                "object-camera",
                "clerk-pc",
                "printer",
                "evidence-display",
                "recording",
                "video-link",
            ]
        ),
        ("第二审理庭", "Hearing Room 2", 24, ["hd-camera", "microphone", "clerk-pc", "recording", "video-link"]),
        ("调解室", "Mediation Room", 10, ["clerk-pc", "printer"]),
    ];

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        if (!development)
        {
            return;
        }
        foreach (var (centre, place, rooms) in Centres)
        {
            foreach (var (zh, en, capacity, devices) in Kinds.Take(rooms))
            {
                await connection.ExecuteAsync(
                    """
                    with known as (
                        insert into resource (id, kind, organisation_id)
                        select gen_random_uuid(), 'room', @Organisation
                        where not exists (select 1 from room where organisation_id = @Organisation and name_zh = @zh)
                        returning id
                    ), added as (
                        insert into room (id, organisation_id, place_code, name_zh, name_en, capacity, is_sample)
                        select id, @Organisation, @place, @zh, @en, @capacity, true from known
                        returning id
                    )
                    insert into device (room_id, kind, quantity, status)
                    select added.id, kind, 1, 'in-service' from added, unnest(@devices) as kind
                    """,
                    new
                    {
                        Organisation = OrganisationId.Of(centre),
                        place,
                        zh,
                        en,
                        capacity,
                        devices,
                    }
                );
            }
        }
    }
}
