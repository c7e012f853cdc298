using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Aspire.Hosting;

namespace RegionNet.LocalHosting;

/// <summary>The files of our own PostgreSQL cluster: which programs serve it, where it lies, its administrator's password.</summary>
internal sealed partial class PostgresCluster
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Settings _settings;
    private readonly string _passwordFile;

    public PostgresCluster(Settings settings, string name)
    {
        _settings = settings;
        Directory = Locate(settings, name);
        _passwordFile = Path.Combine(settings.DataDirectory, name + "-password");
        if (settings.Reset)
        {
            Remove();
        }
        Programs = FindPrograms(settings.Configuration["Local:PostgresBin"], Exists ? Version(Directory) : null);
        if (Exists && !File.Exists(_passwordFile))
        {
            throw new DistributedApplicationException(
                $"The password of the database in {Directory} is gone ({_passwordFile}); restore that file, or start again with --reset."
            );
        }
        if (!File.Exists(_passwordFile))
        {
            WriteSecret(_passwordFile, NewPassword());
        }
        Password = File.ReadAllText(_passwordFile).Trim();
    }

    /// <summary>The data directory of the cluster.</summary>
    public string Directory { get; }

    /// <summary>The folder of initdb and postgres.</summary>
    public string Programs { get; }

    /// <summary>Of the user <c>postgres</c>.</summary>
    public string Password { get; }

    private bool Exists => File.Exists(Path.Combine(Directory, "PG_VERSION"));

    /// <summary>Makes the cluster if there is none: under another name first, so that a half-made one is never taken for whole.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (Exists)
        {
            return;
        }
        var making = Directory + ".new";
        DeleteFolder(making);
        System.IO.Directory.CreateDirectory(making, OwnerOnly);
        var passwordFile = Path.Combine(Path.GetDirectoryName(making)!, Path.GetFileName(making) + "-password");
        WriteSecret(passwordFile, Password);
        if (Linux.Unprivileged is { } user)
        {
            Linux.Own(making, user);
            Linux.Own(passwordFile, user);
        }
        var log = _settings.Log("initdb");
        string[] arguments =
        [
            .. new[] { "-D", making, "--username=postgres", $"--pwfile={passwordFile}", "--auth=scram-sha-256" },
            .. new[] { "--encoding=UTF8", "--locale=C.UTF-8" },
            .. _settings.IsTemporary ? new[] { "--no-sync" } : [],
        ];
        var exitCode = await ChildProcess.RunAsync(
            new ProcessSpec(Path.Combine(Programs, "initdb"), arguments, "/", Settings.BareEnvironment(), log)
            {
                User = Linux.Unprivileged,
            },
            cancellationToken
        );
        File.Delete(passwordFile);
        if (exitCode != 0)
        {
            throw new DistributedApplicationException($"initdb failed; {log} says why.");
        }
        System.IO.Directory.Move(making, Directory);
    }

    /// <summary>24 random bytes in letters and digits, which need no quoting in any connection string.</summary>
    public static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Writes a file that only its owner can read.</summary>
    public static void WriteSecret(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new StreamWriter(path, options);
        file.Write(text);
    }

    public static void DeleteFolder(string folder)
    {
        if (System.IO.Directory.Exists(folder))
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private void Remove()
    {
        DeleteFolder(Directory);
        File.Delete(_passwordFile);
    }

    /// <summary>
    /// Under the data directory, or, where root started us and the unprivileged user may not walk there (a clone below /root),
    /// in /var/lib/regionnet. A cluster that exists is always found again.
    /// </summary>
    private static string Locate(Settings settings, string name)
    {
        var inside = Path.Combine(settings.DataDirectory, name);
        if (Linux.Unprivileged is not { } user)
        {
            return inside;
        }
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings.DataDirectory)))[..12];
        var elsewhere = Path.Combine("/var/lib/regionnet", key, name);
        if (System.IO.Directory.Exists(elsewhere) || !(CanWalk(user, settings.DataDirectory)))
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(elsewhere)!);
            return elsewhere;
        }
        return inside;
    }

    /// <summary>Whether the user may pass every folder down to this one; file modes only, since no list of access rights is used here.</summary>
    private static bool CanWalk(LinuxUser user, string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (!File.GetUnixFileMode(current).HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }
        return user.Id != 0;
    }

    private static int Version(string cluster) =>
        int.Parse(File.ReadAllText(Path.Combine(cluster, "PG_VERSION")).Trim());

    /// <summary>The folder with the newest server, or with the one that an existing cluster needs.</summary>
    private static string FindPrograms(string? given, int? wanted)
    {
        var folders = given is not null
            ? [given]
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Concat(
                    System.IO.Directory.Exists("/usr/lib/postgresql")
                        ? System
                            .IO.Directory.EnumerateDirectories("/usr/lib/postgresql")
                            .Select(d => Path.Combine(d, "bin"))
                        : []
                );
        var found = folders
            .Select(folder => Path.Combine(folder, "postgres"))
            .Where(File.Exists)
            .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file)
            .Select(file => Path.GetDirectoryName(file)!)
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .Distinct(StringComparer.Ordinal)
            .Select(folder => (Folder: folder, Version: VersionInPath(folder)))
            .OrderByDescending(candidate => candidate.Version)
            .ToList();
        if (found.Count == 0)
        {
            throw new DistributedApplicationException(
                "PostgreSQL is missing on this machine: apt-get install -y postgresql (or run ./start, which installs it)."
            );
        }
        var fitting = wanted is null
            ? found[0]
            : found.Find(candidate => candidate.Version == wanted || candidate.Version == 0);
        return fitting.Folder
            ?? throw new DistributedApplicationException(
                $"The database is of PostgreSQL {wanted}, which is missing on this machine: apt-get install -y postgresql-{wanted}"
            );
    }

    /// <summary>0 where the path does not tell, as in /usr/bin; such a server is tried, and itself refuses a cluster of another version.</summary>
    private static int VersionInPath(string folder) =>
        MajorVersion().Match(folder) is { Success: true } match ? int.Parse(match.Groups["major"].Value) : 0;

    [GeneratedRegex(@"/(?<major>\d+)/bin$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MajorVersion();
}
