using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>The form that is filled in off line.</summary>
public sealed class FormTests(ScoringRoom room) : IClassFixture<ScoringRoom>
{
    private static readonly SheetLimits Limits = new(5_000_000, 10_000, 50_000_000);

    [Fact]
    public async Task The_form_goes_out_and_comes_back_cell_by_cell()
    {
        var round = await room.Assigned();
        var who = await OfBoth(round);
        await room.Save(who, round, round.Zones[0], "A1", 81.25m, comment: "=危险");
        var form = await Export(who, round);
        Assert.Equal(7, form.Count);
        Assert.Equal(["81.25", "=危险", "1"], form[1][4..7]);

        foreach (var row in form.Skip(1))
        {
            (row[4], row[5]) = ("85.1", "复核");
        }
        var dry = await ScoringRoom.Success(await Import(who, round, form, dryRun: true));
        Assert.Equal(6, dry.GetProperty("saved").GetInt32());
        Assert.Equal(1, await Count(round));

        var done = await ScoringRoom.Success(await Import(who, round, form));
        Assert.Equal(6, done.GetProperty("saved").GetInt32());
        var again = await ScoringRoom.Success(await Import(who, round, form));
        Assert.Equal((0, 6), (again.GetProperty("saved").GetInt32(), again.GetProperty("unchanged").GetInt32()));
        var sheet = await room.Get(who, $"rounds/{round.Id}/sheet/{round.Zones[0]}");
        Assert.Equal(
            "85.10 复核 2",
            $"{sheet.GetProperty("cells")[0].GetProperty("mark")} {sheet.GetProperty("cells")[0].GetProperty("comment")} {sheet.GetProperty("cells")[0].GetProperty("version")}"
        );
        Assert.Equal(
            "form",
            await room.Scalar<string>(
                "select distinct source from score_version v join assignment a on a.id = v.assignment_id where a.round_id = @Id and v.mark = 85.1",
                new { round.Id }
            )
        );
    }

    [Fact]
    public async Task Errors_name_their_cells_and_nothing_is_changed()
    {
        var round = await room.Assigned();
        var who = await OfBoth(round);
        var form = await Export(who, round);
        form[1][4] = "85";
        form[2][4] = "101";
        form[3][4] = "八十";
        form[4][4] = "85.123";
        form[5][5] = "没有分数";
        form[6][4] = "70";
        form[6][2] = "A2";
        form.Add(["999999", "", "A1", "", "50", "", "0"]);
        form.Add([.. form[1]]);
        // Meanwhile another tab has marked a cell of the form.
        await room.Save(who, round, round.Zones[0], form[1][2], 40);

        var problem = await ScoringRoom.Refused(
            await Import(who, round, form),
            "form-errors",
            HttpStatusCode.BadRequest
        );

        Assert.Equal(
            [
                "2 E stale",
                "3 E out-of-range",
                "4 E not-a-number",
                "5 E too-precise",
                "6 E comment-without-mark",
                "7 C no-such-cell",
                "8 A not-found",
                "9 C cell-twice",
                "9 E stale",
            ],
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(e => $"{e.GetProperty("row")} {e.GetProperty("column")} {e.GetProperty("code")}")
        );
        Assert.Contains("40", problem.GetProperty("errors")[0].GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, await Count(round));
    }

    [Fact]
    public async Task A_locked_sheet_is_not_in_the_form_and_not_written_by_it()
    {
        var round = await room.Assigned(zones: 1);
        var who = (await room.PanelOf(round, round.Zones[0]))[0];
        var form = await Export(who, round);
        await room.Mark(who, round, round.Zones[0], _ => 60);
        form[1][4] = "90";

        var problem = await ScoringRoom.Refused(
            await Import(who, round, form),
            "form-errors",
            HttpStatusCode.BadRequest
        );

        Assert.Equal("locked", problem.GetProperty("errors")[0].GetProperty("code").GetString());
        await ScoringRoom.Refused(
            await room.TryGet(who, $"rounds/{round.Id}/form"),
            "sheet-not-found",
            HttpStatusCode.NotFound
        );
        var panel = await room.PanelOf(round, round.Zones[0]);
        var stranger = room.Evaluators.First(e => !panel.Contains(e));
        await ScoringRoom.Refused(await Import(stranger, round, form), "sheet-not-found", HttpStatusCode.NotFound);
    }

    /// <summary>Two zones hang together by somebody who scores both.</summary>
    private async Task<CurrentUser> OfBoth(PlantedRound round)
    {
        var other = await room.PanelOf(round, round.Zones[1]);
        return (await room.PanelOf(round, round.Zones[0])).First(other.Contains);
    }

    private async Task<List<string[]>> Export(CurrentUser who, PlantedRound round)
    {
        var answer = await room.TryGet(who, $"rounds/{round.Id}/form");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. Sheet.Read(await answer.Content.ReadAsByteArrayAsync(), Limits).Value.Rows.Select(r => r[..7])];
    }

    private async Task<HttpResponseMessage> Import(
        CurrentUser who,
        PlantedRound round,
        List<string[]> form,
        bool dryRun = false
    )
    {
        var (bytes, type) = TableFile.Write(
            "xlsx",
            "s",
            form[0],
            form.Skip(1).Select(r => r.Cast<object?>().ToArray())
        );
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await room
            .Host.As(who)
            .PostAsync($"/api/assessments/rounds/{round.Id}/form?dryRun={(dryRun ? "true" : "false")}", content);
    }

    private Task<int> Count(PlantedRound round) =>
        room.Scalar<int>(
            "select count(*)::int from score_version v join assignment a on a.id = v.assignment_id where a.round_id = @Id",
            new { round.Id }
        );
}
