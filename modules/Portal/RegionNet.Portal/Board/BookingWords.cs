using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Board;

/// <summary>How a booking reads on the board, and as what it is drawn.</summary>
public static class BookingWords
{
    public static string Heading(BoardBooking booking) =>
        booking switch
        {
            { BlackedOut: true } => Texts.Board.BlackedOut,
            { Held: true, HoldUntil: not null } => Texts.Board.Held,
            { Closed: true, InFull: false } => Texts.Sessions.ClosedTag,
            { InFull: true } => booking.Title ?? booking.Number ?? "",
            { CaseNumber: { } caseNumber } => caseNumber,
            _ => Texts.Board.BusyPrivate,
        };

    /// <summary>The line below the heading; null where there is nothing more to say.</summary>
    public static string? Detail(BoardBooking booking) =>
        booking is { Held: true, HoldUntil: { } until } ? Texts.Board.HeldUntil.With(ChinaTime.Clock(until))
        : !booking.InFull ? booking.Number
        : booking.Status is "submitted" or "supplement"
            ? $"{Names.Of(Names.SessionStates, booking.Status)} · {booking.CaseNumber}"
        : booking.Closed ? $"{Texts.Sessions.ClosedTag} · {booking.CaseNumber}"
        : booking.CaseNumber;

    /// <summary>Style classes of its block.</summary>
    public static string Look(BoardBooking booking) =>
        booking switch
        {
            { BlackedOut: true } => "block out",
            { Held: true } => "block held",
            { Mine: true, Status: "submitted" or "supplement" } => "block mine pending",
            { Mine: true, Closed: true } => "block mine closed",
            { Mine: true } => "block mine",
            { Closed: true } => "block closed",
            { InFull: true } => "block full",
            _ => "block",
        };

    /// <summary>May it be carried to another place? The service decides when it is dropped.</summary>
    public static bool Movable(BoardBooking booking, DateTimeOffset now) =>
        booking is { Mine: true, Version: not null, SessionId: not null }
        && booking.Status is "submitted" or "supplement" or "approved" or "published"
        && booking.From > now;
}
