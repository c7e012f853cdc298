using System.Globalization;
using RegionNet.Portal.Api;

namespace RegionNet.Portal.Assessments;

public enum CellState
{
    Empty,
    Saved,

    /// <summary>Typed, and sent when typing pauses.</summary>
    Typed,
    Saving,

    /// <summary>Not a mark: nothing is sent.</summary>
    Wrong,

    /// <summary>Somebody wrote the cell elsewhere; the person compares and chooses.</summary>
    Stale,

    /// <summary>The service can't be reached; it is sent again by itself.</summary>
    Waiting,

    /// <summary>The service refused.</summary>
    Refused,
}

/// <summary>One cell of the score sheet as it stands on the screen, beside what the service has.</summary>
public sealed class SheetCell
{
    public SheetCell(SheetCellView of)
    {
        (Indicator, Name, Version, Saved, SavedComment, SavedAt) = (
            of.Indicator,
            of.Name,
            of.Version,
            of.Mark,
            of.Comment ?? "",
            of.SavedAt
        );
        Text = Show(of.Mark);
        Comment = SavedComment;
        State = of.Mark is null ? CellState.Empty : CellState.Saved;
    }

    public string Indicator { get; }
    public string Name { get; }

    /// <summary>The mark as it is typed.</summary>
    public string Text { get; set; }
    public string Comment { get; set; }
    public int Version { get; private set; }
    public decimal? Saved { get; private set; }
    public string SavedComment { get; private set; }
    public DateTimeOffset? SavedAt { get; private set; }
    public CellState State { get; internal set; }

    /// <summary>Of a stale cell, what the service has.</summary>
    public StoredMark? Stored { get; private set; }

    /// <summary>Of a refused cell.</summary>
    public Problem? Problem { get; internal set; }

    internal int Turn { get; set; }

    public bool Filled => Saved is not null;

    /// <summary>Something on the screen is not with the service.</summary>
    public bool Unsaved => State is not (CellState.Empty or CellState.Saved);

    /// <summary>Lost when the page is left: it can't be sent, or nothing answered.</summary>
    public bool Stuck => State is CellState.Waiting or CellState.Refused or CellState.Stale || Differs && Mark is null;

    internal bool Differs =>
        Comment.Trim() != SavedComment || (Text.Trim().Length == 0 ? Saved is not null : Mark is null || Mark != Saved);

    /// <summary>0 to 100 with at most two decimals; null when it is none.</summary>
    public decimal? Mark => Read(Text);

    public static decimal? Read(string text) =>
        decimal.TryParse(
            text.Trim().Replace('．', '.').Replace('。', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var mark
        )
        && mark is >= 0 and <= 100
        && decimal.Round(mark, 2) == mark
            ? mark
            : null;

    public static string Show(decimal? mark) => mark?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    internal void Accept(StoredMark stored)
    {
        (Version, Saved, SavedComment, SavedAt) = (stored.Version, stored.Mark, stored.Comment ?? "", stored.SavedAt);
        (Stored, Problem) = (null, null);
        State = Differs ? CellState.Typed : CellState.Saved;
    }

    internal void Compare(StoredMark stored)
    {
        Stored = stored;
        State = CellState.Stale;
    }

    /// <summary>What is on the screen is to stand, with the other known.</summary>
    internal void KeepMine()
    {
        Version = Stored!.Version;
        (Stored, State) = (null, CellState.Typed);
    }

    internal void TakeStored()
    {
        var stored = Stored!;
        (Text, Comment) = (Show(stored.Mark), stored.Comment ?? "");
        Accept(stored);
    }
}
