using System.Collections.Concurrent;
using System.Diagnostics;

namespace RegionNet.LocalHosting;

/// <summary>What to run.</summary>
/// <param name="Program">Full path, or a name on PATH.</param>
/// <param name="Arguments">As they are, no quoting.</param>
/// <param name="Directory">Working directory.</param>
/// <param name="Environment">All of it; nothing is inherited beside.</param>
/// <param name="Log">Standard output and error are appended to this file.</param>
internal sealed record ProcessSpec(
    string Program,
    IReadOnlyList<string> Arguments,
    string Directory,
    IReadOnlyDictionary<string, string> Environment,
    string Log
)
{
    /// <summary>Drop to this user; null to stay who we are.</summary>
    public LinuxUser? User { get; init; }

    /// <summary>What the kernel sends when the AppHost dies, and what an orderly stop sends.</summary>
    public int StopSignal { get; init; } = Linux.SigTerm;

    public int DeathSignal { get; init; } = Linux.SigKill;

    /// <summary>Written to standard input, which is then closed; for secrets that no process list may show.</summary>
    public string? Input { get; init; }
}

/// <summary>
/// A running child. It is a session leader, so ctrl-C in the terminal reaches only the AppHost, which stops its children in
/// order; and the kernel signals it when the AppHost dies in any way, so none is left behind.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    // The kernel ties the death signal to the thread that started the child, not to the process. Pool threads come and go;
    // this one lives as long as the AppHost.
    private static readonly BlockingCollection<Action> Starts = [];

    private readonly Process _process;

    static ChildProcess()
    {
        var starter = new Thread(() =>
        {
            foreach (var start in Starts.GetConsumingEnumerable())
            {
                start();
            }
        })
        {
            IsBackground = true,
            Name = "child starter",
        };
        starter.Start();
    }

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static async Task<ChildProcess> StartAsync(ProcessSpec spec)
    {
        // bash, because other shells drop variables that are not shell names, as services__my-app__http__0.
        var info = new ProcessStartInfo("bash")
        {
            WorkingDirectory = spec.Directory,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        // Each link of the chain replaces itself by the next, so the id that Process knows is the program's.
        string[] chain = ["-p", "-c", "exec >>\"$0\" 2>&1; exec setsid setpriv \"$@\"", spec.Log];
        var privileges = new List<string> { "--pdeathsig", spec.DeathSignal == Linux.SigInt ? "INT" : "KILL" };
        if (spec.User is { } user)
        {
            privileges.AddRange(["--reuid", user.Id.ToString(), "--regid", user.GroupId.ToString(), "--init-groups"]);
        }
        foreach (var argument in chain.Concat(privileges).Append("--").Append(spec.Program).Concat(spec.Arguments))
        {
            info.ArgumentList.Add(argument);
        }
        info.Environment.Clear();
        foreach (var (key, value) in spec.Environment)
        {
            info.Environment[key] = value;
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        });
        var process = await started.Task;
        try
        {
            if (spec.Input is not null)
            {
                await process.StandardInput.WriteAsync(spec.Input);
            }
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The child ended before it read; its exit code tells.
        }
        return new ChildProcess(process);
    }

    /// <summary>Runs to the end and gives the exit code.</summary>
    public static async Task<int> RunAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        using var process = await StartAsync(spec);
        await using var stop = cancellationToken.Register(() => Linux.SignalGroup(process.Id, Linux.SigKill));
        return await process.WaitForExitAsync();
    }

    /// <summary>The exit code; 128 + n after signal n.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();
}
