using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Sends mails that are due. No road waits for the other, so each has its worker.</summary>
internal sealed class MailWorker(RoadSender sender, TimeProvider clock, ILogger<MailWorker> logger)
    : DueWork(TimeSpan.FromSeconds(1), clock, logger)
{
    protected override async Task<bool> DoDue(CancellationToken ct) => await sender.SendMails(ct) > 0;
}

/// <summary>Sends calls of webhooks that are due.</summary>
internal sealed class WebhookWorker(RoadSender sender, TimeProvider clock, ILogger<WebhookWorker> logger)
    : DueWork(TimeSpan.FromSeconds(1), clock, logger)
{
    protected override async Task<bool> DoDue(CancellationToken ct) => await sender.SendWebhooks(ct) > 0;
}
