using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace RegionNet.LocalHosting;

/// <summary>How long to wait between starts, and how often to try before anything was ever healthy.</summary>
/// <param name="First">Before the first restart; doubles with each.</param>
/// <param name="Longest">The doubling ends here.</param>
/// <param name="Calm">A process that was healthy for this long has its back-off forgotten.</param>
/// <param name="Attempts">Starts without ever being healthy, after which it is <see cref="KnownResourceStates.FailedToStart"/>.</param>
internal sealed record RestartPolicy(TimeSpan First, TimeSpan Longest, TimeSpan Calm, int Attempts)
{
    public static RestartPolicy Default { get; } =
        new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), Attempts: 3);

    /// <summary>The pause before restart number <paramref name="restart"/>, counted from 0.</summary>
    public TimeSpan Delay(int restart) =>
        TimeSpan.FromTicks(Math.Min(First.Ticks << Math.Min(restart, 20), Longest.Ticks));
}

/// <summary>Keeps one process of a resource running: starts it, asks for its health, restarts it when it dies.</summary>
internal sealed class Supervisor(
    string name,
    Func<ProcessSpec> specification,
    Func<CancellationToken, Task<bool>>? probe,
    bool runOnce,
    RestartPolicy policy,
    Action<Supervisor> changed
)
{
    private static readonly TimeSpan ProbeWhileStarting = TimeSpan.FromMilliseconds(75);
    private static readonly TimeSpan ProbeWhileHealthy = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private int _stopSignal = Linux.SigTerm;

    /// <summary>Resource and replica, as <c>app-0</c>.</summary>
    public string Name { get; } = name;

    public CustomResourceSnapshot Status { get; private set; } = new(KnownResourceStates.Waiting, Healthy: false);

    /// <summary>Of the running process; null when none runs.</summary>
    public int? ProcessId { get; private set; }

    public int Restarts { get; private set; }

    public string Log { get; private set; } = "";

    public void Start() => _running = RunAsync();

    /// <summary>Asks the process to end, and after the grace kills it and what it started. No restart follows.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        if (ProcessId is { } pid)
        {
            Linux.Signal(pid, _stopSignal);
        }
        try
        {
            await _running.WaitAsync(grace, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            Kill();
            await _running;
        }
    }

    /// <summary>No grace: for the second ctrl-C.</summary>
    public void Kill()
    {
        if (ProcessId is { } pid)
        {
            Linux.SignalGroup(pid, Linux.SigKill);
        }
    }

    private async Task RunAsync()
    {
        var everHealthy = false;
        for (int starts = 1, restart = 0; !_stopping.IsCancellationRequested; starts++, restart++)
        {
            Set(KnownResourceStates.Starting);
            var healthySince = 0L;
            int exitCode;
            try
            {
                var spec = specification();
                (Log, _stopSignal) = (spec.Log, spec.StopSignal);
                using var process = await ChildProcess.StartAsync(spec);
                ProcessId = process.Id;
                if (_stopping.IsCancellationRequested)
                {
                    Kill();
                }
                Set(KnownResourceStates.Running, healthy: probe is null && !runOnce);
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                var probing = ProbeAsync(
                    () =>
                    {
                        everHealthy = true;
                        healthySince = Stopwatch.GetTimestamp();
                    },
                    ended.Token
                );
                exitCode = await process.WaitForExitAsync();
                ProcessId = null;
                await ended.CancelAsync();
                await probing;
            }
            catch (Exception exception) when (exception is IOException or System.ComponentModel.Win32Exception)
            {
                Set(KnownResourceStates.FailedToStart, reason: exception.Message, final: true);
                return;
            }

            if (_stopping.IsCancellationRequested)
            {
                Set(KnownResourceStates.Exited, exitCode: exitCode);
                return;
            }
            if (runOnce)
            {
                Set(
                    exitCode == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited,
                    healthy: exitCode == 0,
                    exitCode,
                    exitCode == 0 ? null : $"{Name} ended with exit code {exitCode}.",
                    final: true
                );
                return;
            }
            if (!everHealthy && starts >= policy.Attempts)
            {
                var reason = $"{Name} ended {starts} times before it was healthy, last with exit code {exitCode}.";
                Set(KnownResourceStates.FailedToStart, exitCode: exitCode, reason: reason, final: true);
                return;
            }
            Set(KnownResourceStates.Exited, exitCode: exitCode, reason: $"{Name} ended with exit code {exitCode}.");
            if (healthySince != 0 && Stopwatch.GetElapsedTime(healthySince) > policy.Calm)
            {
                restart = 0;
            }
            await PauseAsync(policy.Delay(restart), _stopping.Token);
            Restarts++;
        }
        Set(KnownResourceStates.Exited);
    }

    private async Task ProbeAsync(Action healthy, CancellationToken ended)
    {
        if (probe is null)
        {
            healthy();
            return;
        }
        while (!ended.IsCancellationRequested)
        {
            var answers = await AnswersAsync(probe, ended);
            if (ended.IsCancellationRequested)
            {
                return;
            }
            if (answers && !Status.Healthy)
            {
                healthy();
            }
            if (answers != Status.Healthy)
            {
                Set(KnownResourceStates.Running, answers);
            }
            await PauseAsync(answers ? ProbeWhileHealthy : ProbeWhileStarting, ended);
        }
    }

    internal static async Task<bool> AnswersAsync(
        Func<CancellationToken, Task<bool>> probe,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeLimit);
        try
        {
            return await probe(limit.Token);
        }
        catch (Exception exception)
            when (exception
                    is OperationCanceledException
                        or HttpRequestException
                        or IOException
                        or System.Net.Sockets.SocketException
                        or Npgsql.NpgsqlException
            )
        {
            return false; // Not yet, or no longer: the caller asks again.
        }
    }

    internal static async Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(time, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop that pauses looks at the token itself.
        }
    }

    private void Set(
        string state,
        bool healthy = false,
        int? exitCode = null,
        string? reason = null,
        bool final = false
    )
    {
        Status = new CustomResourceSnapshot(state, healthy, exitCode, reason) { Final = final };
        changed(this);
    }
}
