using System.Runtime.InteropServices;
using Aspire.Hosting;

namespace RegionNet.LocalHosting;

/// <summary>A user of this machine, from /etc/passwd.</summary>
internal sealed record LinuxUser(string Name, int Id, int GroupId);

/// <summary>The few things LocalHosting asks of the operating system itself.</summary>
internal static class Linux
{
    internal const int SigInt = 2;
    internal const int SigKill = 9;
    internal const int SigTerm = 15;

    internal static bool IsRoot => geteuid() == 0;

    /// <summary>The user that servers run as when we are root: postgres if it exists, else nobody; null when we are not root.</summary>
    internal static LinuxUser? Unprivileged { get; } = IsRoot ? Find("postgres") ?? Find("nobody") : null;

    internal static void Signal(int pid, int signal) => _ = kill(pid, signal);

    /// <summary>Signals the process and all it started: children are session leaders, so their group has their id.</summary>
    internal static void SignalGroup(int pid, int signal) => _ = kill(-pid, signal);

    internal static void Own(string path, LinuxUser user)
    {
        if (chown(path, (uint)user.Id, (uint)user.GroupId) != 0)
        {
            throw new DistributedApplicationException($"{path} could not be given to the user {user.Name}.");
        }
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    internal static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>util-linux, without which no child process could be started safely.</summary>
    internal static void RequireTools()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new NotSupportedException("LocalHosting runs on Linux; use Orchestrator=Aspire elsewhere.");
        }
        if (Array.Exists(["bash", "setpriv", "setsid"], program => OnPath(program) is null))
        {
            throw new DistributedApplicationException(
                "bash, setpriv or setsid is missing on this machine: apt-get install -y bash util-linux"
            );
        }
    }

    private static LinuxUser? Find(string name)
    {
        var line = File.ReadLines("/etc/passwd")
            .FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        return line?.Split(':') is [_, _, var id, var group, ..]
            ? new LinuxUser(name, int.Parse(id), int.Parse(group))
            : null;
    }

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc", SetLastError = true)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
