using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Calls <see cref="Escalation.DoDue"/> every two seconds in each process that serves alerts.</summary>
internal sealed class EscalationWorker(Escalation escalation, TimeProvider clock, ILogger<EscalationWorker> logger)
    : DueWork(TimeSpan.FromSeconds(2), clock, logger)
{
    protected override async Task<bool> DoDue(CancellationToken ct) => await escalation.DoDue(ct) > 0;
}
