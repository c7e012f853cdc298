using System.Net;
using Dapper;
using Npgsql;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.EndToEndTests;

/// <summary>50 clients want the same slot, 20 times over, through the gateway.</summary>
public sealed class RaceTests(Network network)
{
    private const int Clients = 50;
    private const int Rounds = 20;

    [Fact]
    public async Task One_room_is_won_once_a_round()
    {
        using var machine = await network.Machine();
        var room = (await machine.RoomsOf(HearingsApi.Suzhou))[1];
        for (var round = 0; round < Rounds; round++)
        {
            var morning = HearingsApi.MorningIn(30 + round);
            await OneWins(_ => machine.Book(morning, TimeSpan.FromHours(1), [room]));
        }
        await NothingOverlaps();
    }

    [Fact]
    public async Task Two_rooms_named_in_opposite_orders_are_won_once_a_round()
    {
        using var machine = await network.Machine();
        var (a, b) = (
            (await machine.RoomsOf(HearingsApi.Suzhou))[2],
            (await machine.RoomsOf(HearingsApi.Guangzhou))[2]
        );
        for (var round = 0; round < Rounds; round++)
        {
            var morning = HearingsApi.MorningIn(30 + round);
            await OneWins(n => machine.Book(morning, TimeSpan.FromHours(1), n % 2 == 0 ? [a, b] : [b, a]));
        }
        await NothingOverlaps();
    }

    private static async Task OneWins(Func<int, Task<HttpResponseMessage>> book)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(book));
        var statuses = answers.CountBy(a => a.StatusCode).ToDictionary();
        Assert.Equal(1, statuses.GetValueOrDefault(HttpStatusCode.Created));
        Assert.Equal(Clients - 1, statuses.GetValueOrDefault(HttpStatusCode.Conflict));
    }

    private async Task NothingOverlaps()
    {
        await using var source = NpgsqlDataSource.Create(await network.Database());
        await using var connection = await source.OpenConnectionAsync();
        var overlaps = await connection.QuerySingleAsync<long>(
            """
            select count(*) from hearings.allocation a join hearings.allocation b
                on a.resource_id = b.resource_id and a.session_id < b.session_id and a.blocked && b.blocked
            where a.released_at is null and b.released_at is null
            """
        );
        Assert.Equal(0, overlaps);
    }
}
