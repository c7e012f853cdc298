using RegionNet.Portal.Api;

namespace RegionNet.Portal.Alerts;

/// <summary>What people do with an alert; one place for the feed, the alert's page and the zones.</summary>
public sealed class AlertDesk(ApiClient api)
{
    public Task<AlertCase> Acknowledge(string id, int version, CancellationToken cancel) =>
        Answer(id, "acknowledgement", version, null, cancel);

    public Task<AlertCase> TakeUp(string id, int version, CancellationToken cancel) =>
        Answer(id, "handling", version, null, cancel);

    public Task<AlertCase> Close(string id, int version, string? note, CancellationToken cancel) =>
        Answer(id, "closure", version, note, cancel);

    public Task<AlertCase> Cancel(string id, int version, string reason, CancellationToken cancel) =>
        api.Send<AlertCancellation, AlertCase>(
            HttpMethod.Post,
            $"{PathOf(id)}/cancellation",
            new AlertCancellation { Version = version, Reason = reason },
            cancel: cancel
        );

    public Task<AlertCase> Update(string id, AlertUpdate update, CancellationToken cancel) =>
        api.Send<AlertUpdate, AlertCase>(HttpMethod.Post, $"{PathOf(id)}/update", update, cancel: cancel);

    public static string PathOf(string id) => $"/api/alerts/{Uri.EscapeDataString(id)}";

    private Task<AlertCase> Answer(string id, string deed, int version, string? note, CancellationToken cancel) =>
        api.Send<AlertAnswer, AlertCase>(
            HttpMethod.Post,
            $"{PathOf(id)}/{deed}",
            new AlertAnswer { Version = version, Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim() },
            cancel: cancel
        );
}
