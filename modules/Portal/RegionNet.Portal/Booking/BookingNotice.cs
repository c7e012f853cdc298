using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Shell;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Booking;

/// <summary>Tells that a session is booked, with the way to it and, for a short while, the way back.</summary>
public static class BookingNotice
{
    public static void Say(Notices notices, ApiClient api, HearingSession session) =>
        notices.SayUndoable(
            $"{Words(session)} {session.Number}",
            Texts.Booking.DoneDetail.With(ChinaTime.Span(session.From, session.To), session.Rooms.Count),
            new NoticeAction(Texts.Booking.Open, $"/sessions/{session.Id}", null),
            new NoticeAction(Texts.Booking.Undo, null, () => Undo(notices, api, session))
        );

    private static string Words(HearingSession session) =>
        session.Status switch
        {
            "submitted" => Texts.Booking.DoneSubmitted,
            "waiting" => Texts.Booking.DoneWaiting.With(session.WaitingRank ?? 1),
            _ => Texts.Booking.Done,
        };

    private static async Task Undo(Notices notices, ApiClient api, HearingSession session)
    {
        try
        {
            await api.Send<ReasonRequest, HearingSession>(
                HttpMethod.Post,
                $"/api/hearings/sessions/{session.Id}/cancellation",
                new ReasonRequest { Reason = Texts.Booking.UndoReason }
            );
            notices.Say(Texts.Booking.Undone, session.Number);
        }
        catch (ProblemException e)
        {
            notices.Say(e.Problem);
        }
    }
}
