using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// One booking on the board. Whoever booked or hosts it sees the session; others what the host's terms show of a public one; of
/// a closed hearing the host sees the number and everyone else only that the room is in use.
/// </summary>
/// <param name="BlockedTo">When the room is free again: the end and the turnaround behind it.</param>
/// <param name="Visibility"><c>busy</c>, <c>case-number</c>, <c>number</c> or <c>full</c>: what of the fields below is there.</param>
/// <param name="BlackedOut">The host does not lend the room at that time.</param>
/// <param name="Version">For moving it; only where the caller's organisation booked.</param>
internal sealed record BookingView(
    Guid? SessionId,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset BlockedTo,
    string Visibility,
    string? Number,
    string? Title,
    string? CaseNumber,
    string? Status,
    string? HearingClass,
    bool BlackedOut,
    bool Closed,
    bool Mine,
    int? Version,
    DateTimeOffset? HoldUntil
);

/// <summary>What takes a room, before it is known who asks: the board of now and the board of then are masked alike, here.</summary>
/// <param name="Hosted">The caller's organisation lends something of it.</param>
/// <param name="Visibility">What the host's terms show to others.</param>
internal sealed record BoardBooking(
    Guid RoomId,
    Guid? SessionId,
    Slot During,
    DateTimeOffset BlockedTo,
    string? Number,
    string? Title,
    string? CaseNumber,
    string? Status,
    string? HearingClass,
    bool Closed,
    int? Version,
    DateTimeOffset? HoldUntil,
    bool BlackedOut,
    bool Mine,
    bool Hosted,
    string Visibility
)
{
    public BookingView View()
    {
        var sees = Sight.Of(Mine, Hosted, Closed, Status == "held", BlackedOut, Visibility);
        var (number, full, caseNumber) = (sees is "number" or "full", sees == "full", sees is "full" or "case-number");
        return new BookingView(
            number ? SessionId : null,
            During.From,
            During.To,
            BlockedTo,
            sees,
            number ? Number : null,
            full ? Title : null,
            caseNumber ? CaseNumber : null,
            number ? Status : null,
            number ? HearingClass : null,
            BlackedOut,
            number && Closed,
            Mine,
            Mine ? Version : null,
            Mine ? HoldUntil : null
        );
    }
}
