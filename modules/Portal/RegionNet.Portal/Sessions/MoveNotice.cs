using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Shell;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Sessions;

/// <summary>Tells that a session has moved, with the way back for a short while.</summary>
public static class MoveNotice
{
    public static void Say(
        Notices notices,
        ApiClient api,
        HearingSession before,
        HearingSession moved,
        Func<HearingSession, Task> undone
    ) =>
        notices.SayUndoable(
            $"{Texts.Sessions.Moved} {moved.Number}",
            ChinaTime.Span(moved.From, moved.To),
            new NoticeAction(Texts.Booking.Undo, null, () => Undo(notices, api, before, moved, undone))
        );

    private static async Task Undo(
        Notices notices,
        ApiClient api,
        HearingSession before,
        HearingSession moved,
        Func<HearingSession, Task> undone
    )
    {
        try
        {
            await undone(
                await api.Send<SessionMove, HearingSession>(
                    HttpMethod.Post,
                    $"/api/hearings/sessions/{moved.Id}/move",
                    MovePlan.Back(before, moved)
                )
            );
        }
        catch (ProblemException e)
        {
            notices.Say(e.Problem);
        }
    }
}
