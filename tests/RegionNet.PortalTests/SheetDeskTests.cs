using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RegionNet.Portal.Api;
using RegionNet.Portal.Assessments;
using Xunit;

namespace RegionNet.PortalTests;

/// <summary>The score sheet's autosave, with a service of the test's own.</summary>
public sealed class SheetDeskTests : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<MarkDraft> _sent = [];
    private Func<MarkDraft, Task<StoredMark>> _service = draft =>
        Task.FromResult(Stored(draft.Mark, draft.Version + 1, draft.Comment));

    [Theory]
    [InlineData("0", 0d)]
    [InlineData(" 85.25 ", 85.25)]
    [InlineData("85．5", 85.5)]
    [InlineData("100", 100d)]
    [InlineData("100.01", null)]
    [InlineData("85.123", null)]
    [InlineData("-1", null)]
    [InlineData("1e1", null)]
    [InlineData("八十", null)]
    public void A_mark_is_a_number_to_a_hundred_with_two_decimals(string typed, double? mark) =>
        Assert.Equal((decimal?)mark, SheetCell.Read(typed));

    [Fact]
    public async Task Typing_is_sent_when_it_pauses_and_once()
    {
        var (desk, cell) = Desk();
        cell.Text = "8";
        var first = desk.Typed(cell);
        cell.Text = "85";
        var second = desk.Typed(cell);
        Assert.Equal(CellState.Typed, cell.State);
        Assert.Empty(_sent);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, second);

        Assert.Equal(85, Assert.Single(_sent).Mark);
        Assert.Equal((CellState.Saved, 1), (cell.State, cell.Version));
    }

    public void Dispose() => _closed.Dispose();

    [Fact]
    public async Task What_was_typed_is_sent_though_the_page_is_left()
    {
        var (desk, cell) = Desk();
        cell.Text = "85";
        var typed = desk.Typed(cell);
        Assert.Empty(_sent);

        await _closed.CancelAsync();
        await typed;

        Assert.Equal(85, Assert.Single(_sent).Mark);
    }

    [Fact]
    public async Task What_was_typed_while_a_save_is_under_way_is_sent_though_the_page_is_left()
    {
        var (desk, cell) = Desk();
        var answer = new TaskCompletionSource<StoredMark>();
        _service = _ => answer.Task;
        cell.Text = "8";
        var saving = desk.Left(cell);
        cell.Text = "85";
        var typed = desk.Typed(cell);
        await _closed.CancelAsync();
        await typed;
        _service = draft => Task.FromResult(Stored(draft.Mark, draft.Version + 1));
        answer.SetResult(Stored(8, 1));
        await saving;

        Assert.Equal([8m, 85m], _sent.Select(d => d.Mark));
        Assert.Equal(2, cell.Version);
    }

    [Fact]
    public async Task A_page_that_is_left_without_an_answer_does_not_send_for_ever()
    {
        var (desk, cell) = Desk();
        _service = _ => throw new ProblemException(new Problem { Status = 503, Code = "gateway.unavailable" });
        cell.Text = "85";
        await _closed.CancelAsync();
        await desk.Left(cell);

        Assert.Single(_sent);
    }

    [Fact]
    public async Task What_is_typed_while_a_save_is_under_way_is_sent_after_it()
    {
        var (desk, cell) = Desk();
        var answer = new TaskCompletionSource<StoredMark>();
        _service = _ => answer.Task;
        cell.Text = "80";
        var saving = desk.Left(cell);
        Assert.Equal(CellState.Saving, cell.State);
        cell.Text = "81";
        await desk.Left(cell);
        Assert.Single(_sent);

        _service = draft => Task.FromResult(Stored(draft.Mark, draft.Version + 1));
        answer.SetResult(Stored(80, 1));
        await saving;

        Assert.Equal([(80m, 0), (81m, 1)], _sent.Select(s => (s.Mark, s.Version)));
        Assert.Equal(CellState.Saved, cell.State);
    }

    [Fact]
    public async Task A_stale_cell_waits_for_the_person_who_keeps_the_own_mark()
    {
        var (desk, cell) = Desk();
        _service = _ => throw Stale(Stored(60, 4));
        cell.Text = "80";
        await desk.Left(cell);
        Assert.Equal((CellState.Stale, 60m), (cell.State, cell.Stored!.Mark));
        cell.Text = "81";
        await desk.Typed(cell);
        await desk.Left(cell);
        Assert.Single(_sent);

        _service = draft => Task.FromResult(Stored(draft.Mark, draft.Version + 1));
        await desk.KeepMine(cell);

        Assert.Equal((81m, 4), (_sent[^1].Mark, _sent[^1].Version));
        Assert.Equal((CellState.Saved, 5), (cell.State, cell.Version));
    }

    [Fact]
    public async Task Or_takes_the_stored_one()
    {
        var (desk, cell) = Desk();
        _service = _ => throw Stale(Stored(60, 4, "另一页"));
        cell.Text = "80";
        await desk.Left(cell);

        desk.TakeStored(cell);

        Assert.Equal(("60", "另一页", 4, CellState.Saved), (cell.Text, cell.Comment, cell.Version, cell.State));
        Assert.Single(_sent);
    }

    [Fact]
    public async Task Without_an_answer_it_is_sent_again_by_itself()
    {
        var (desk, cell) = Desk();
        var tries = 0;
        _service = draft =>
            ++tries < 3
                ? throw new ProblemException(new Problem { Status = tries == 1 ? 0 : 503 })
                : Task.FromResult(Stored(draft.Mark, 1));
        cell.Text = "80";
        var saving = desk.Left(cell);
        Assert.Equal(CellState.Waiting, cell.State);
        Assert.True(desk.Unsaved);
        while (!saving.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }
        Assert.Equal((3, CellState.Saved), (tries, cell.State));
    }

    [Fact]
    public async Task A_refusal_is_shown_and_not_repeated()
    {
        var (desk, cell) = Desk();
        _service = _ =>
            throw new ProblemException(
                new Problem
                {
                    Status = 409,
                    Code = "assessments.scoring-closed",
                    Title = "不在评分期",
                }
            );
        cell.Text = "80";
        await desk.Left(cell);
        Assert.Equal((CellState.Refused, "不在评分期"), (cell.State, cell.Problem!.Title));
        Assert.Single(_sent);
    }

    [Fact]
    public async Task No_mark_is_not_sent()
    {
        var (desk, cell) = Desk();
        cell.Text = "abc";
        await desk.Left(cell);
        Assert.Equal(CellState.Wrong, cell.State);
        cell.Text = "";
        cell.Comment = "只有评语";
        await desk.Left(cell);
        Assert.Equal(CellState.Wrong, cell.State);
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task Who_leaves_loses_what_cannot_be_sent_and_nothing_else()
    {
        var (desk, cell) = Desk();
        Assert.False(desk.Stuck);

        cell.Text = "85";
        var typed = desk.Typed(cell);
        Assert.Equal((CellState.Typed, false), (cell.State, desk.Stuck));
        var answer = new TaskCompletionSource<StoredMark>();
        _service = _ => answer.Task;
        var saving = desk.Left(cell);
        Assert.Equal((CellState.Saving, false), (cell.State, desk.Stuck));
        cell.Text = "850";
        Assert.True(desk.Stuck);
        answer.SetResult(Stored(85, 1));
        await saving;
        Assert.Equal((CellState.Wrong, true), (cell.State, desk.Stuck));

        _service = _ => throw Stale(Stored(60, 4));
        cell.Text = "86";
        await desk.Left(cell);
        Assert.Equal((CellState.Stale, true), (cell.State, desk.Stuck));
        desk.TakeStored(cell);
        Assert.Equal((CellState.Saved, false), (cell.State, desk.Stuck));

        _service = _ => throw new ProblemException(new Problem { Status = 409 });
        cell.Text = "87";
        await desk.Left(cell);
        Assert.Equal((CellState.Refused, true), (cell.State, desk.Stuck));

        _service = _ => throw new ProblemException(new Problem { Status = 503 });
        var waiting = desk.Left(cell);
        Assert.Equal((CellState.Waiting, true), (cell.State, desk.Stuck));
        await _closed.CancelAsync();
        await Task.WhenAll(typed, waiting);
    }

    private (SheetDesk Desk, SheetCell Cell) Desk()
    {
        var cell = new SheetCell(
            new SheetCellView
            {
                Indicator = "A1",
                Zh = "指标",
                En = "Indicator",
            }
        );
        return (
            new SheetDesk(
                [cell],
                (_, draft) =>
                {
                    _sent.Add(draft);
                    return _service(draft);
                },
                _clock,
                _closed.Token
            ),
            cell
        );
    }

    private static StoredMark Stored(decimal mark, int version, string? comment = null) =>
        new()
        {
            Mark = mark,
            Version = version,
            Comment = comment,
        };

    private static ProblemException Stale(StoredMark stored) =>
        new(
            new Problem
            {
                Status = 412,
                Code = "assessments.stale-mark",
                Further = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                {
                    ["stored"] = JsonSerializer.SerializeToElement(stored, JsonSerializerOptions.Web),
                },
            }
        );
}
