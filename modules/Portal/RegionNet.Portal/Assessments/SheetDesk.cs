using System.Text.Json;
using RegionNet.Portal.Api;

namespace RegionNet.Portal.Assessments;

/// <summary>
/// The score sheet while it is worked on: each cell is sent by itself when typing pauses or the cell is left, one request a cell at a
/// time; without an answer it is sent again until there is one, or the page is left. Nothing is ever written over what somebody else wrote.
/// </summary>
/// <param name="save">Sends one cell.</param>
public sealed class SheetDesk(
    IReadOnlyList<SheetCell> cells,
    Func<SheetCell, MarkDraft, Task<StoredMark>> save,
    TimeProvider clock,
    CancellationToken closed
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);

    public IReadOnlyList<SheetCell> Cells => cells;
    public int Filled => cells.Count(c => c.Filled);
    public bool Unsaved => cells.Any(c => c.Unsaved);
    public bool Stuck => cells.Any(c => c.Stuck);

    /// <summary>A cell has another state.</summary>
    public event Action? Changed;

    /// <summary>The text or the comment of a cell is another.</summary>
    public async Task Typed(SheetCell cell)
    {
        if (cell.State is CellState.Stale)
        {
            return;
        }
        var turn = ++cell.Turn;
        if (cell.State is not (CellState.Saving or CellState.Waiting))
        {
            cell.State = StateOf(cell);
        }
        Changed?.Invoke();
        await Task.Delay(Pause, clock, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // The page may have been left meanwhile: then at once.
        if (turn == cell.Turn)
        {
            await Send(cell);
        }
    }

    /// <summary>The cell is left: no more waiting.</summary>
    public Task Left(SheetCell cell)
    {
        cell.Turn++;
        return Send(cell);
    }

    public Task KeepMine(SheetCell cell)
    {
        cell.KeepMine();
        return Send(cell);
    }

    public void TakeStored(SheetCell cell)
    {
        cell.TakeStored();
        Changed?.Invoke();
    }

    private async Task Send(SheetCell cell)
    {
        if (cell.State is CellState.Saving or CellState.Waiting or CellState.Stale)
        {
            // Its request looks again when it is back.
            return;
        }
        while (cell is { Differs: true, Mark: { } mark })
        {
            cell.State = CellState.Saving;
            Changed?.Invoke();
            var comment = cell.Comment.Trim();
            try
            {
                cell.Accept(
                    await save(
                        cell,
                        new MarkDraft
                        {
                            Mark = mark,
                            Comment = comment.Length > 0 ? comment : null,
                            Version = cell.Version,
                        }
                    )
                );
                Changed?.Invoke();
            }
            catch (ProblemException e)
                when (e.Problem.Code == "assessments.stale-mark" && Stored(e.Problem) is { } stored)
            {
                cell.Compare(stored);
                Changed?.Invoke();
                return;
            }
            catch (ProblemException e) when (e.IsFinal)
            {
                (cell.State, cell.Problem) = (CellState.Refused, e.Problem);
                Changed?.Invoke();
                return;
            }
            catch (ProblemException)
            {
                if (closed.IsCancellationRequested)
                {
                    return;
                }
                cell.State = CellState.Waiting;
                Changed?.Invoke();
                await Task.Delay(Again, clock, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        cell.State = StateOf(cell);
        Changed?.Invoke();
    }

    private static CellState StateOf(SheetCell cell) =>
        !cell.Differs ? (cell.Filled ? CellState.Saved : CellState.Empty)
        : cell.Mark is null ? CellState.Wrong
        : CellState.Typed;

    private static StoredMark? Stored(Problem problem) =>
        problem.Further?.TryGetValue("stored", out var stored) == true
            ? stored.Deserialize(PortalJson.For<StoredMark>())
            : null;
}
