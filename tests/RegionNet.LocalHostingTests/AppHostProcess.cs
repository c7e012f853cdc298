using System.Diagnostics;
using System.Text;

namespace RegionNet.LocalHostingTests;

/// <summary>SampleAppHost as people run it: a process of its own, with a data directory that goes with it.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppHostProcess(
        string dataDirectory,
        IEnumerable<string> arguments,
        (string Key, string Value)[] environment
    )
    {
        DataDirectory = dataDirectory;
        var info = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add(typeof(Projects.SampleAppHost).Assembly.Location);
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }
        foreach (var (key, value) in environment)
        {
            info.Environment[key] = value;
        }
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            Read(line.Data);
            LastError = line.Data ?? LastError;
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string DataDirectory { get; }

    public int Id => _process.Id;

    /// <summary>The last sentence on standard error. In <see cref="Output"/> it may stand before lines of standard output that were written earlier.</summary>
    public string? LastError { get; private set; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static AppHostProcess Start(string[] arguments, params (string Key, string Value)[] environment) =>
        StartIn(NewDataDirectory(), arguments, environment);

    public static AppHostProcess StartIn(
        string dataDirectory,
        string[] arguments,
        params (string Key, string Value)[] environment
    ) => new(dataDirectory, ["--data", dataDirectory, .. arguments], environment);

    public static string NewDataDirectory() => Directory.CreateTempSubdirectory("regionnet-test-").FullName;

    public async Task<AppHostProcess> ReadyAsync()
    {
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_ready.Task, ended).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        Assert.True(first == _ready.Task, Output);
        return this;
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return _process.ExitCode;
    }

    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString()]);
        return await ExitCodeAsync();
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Eventually.HoldsAsync(() => LinuxProcesses.NamedIn(DataDirectory).Count == 0);
        Directory.Delete(DataDirectory, recursive: true);
    }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
        if (line?.StartsWith("Ready: ", StringComparison.Ordinal) is true)
        {
            _ready.TrySetResult();
        }
    }
}

/// <summary>What /proc tells.</summary>
internal static class LinuxProcesses
{
    /// <summary>Children of a process that run now.</summary>
    public static List<int> ChildrenOf(int parent) => [.. All().Where(pid => Field(pid, "PPid:") == parent.ToString())];

    /// <summary>Processes whose command line names the folder.</summary>
    public static List<int> NamedIn(string folder) => [.. All().Where(pid => CommandLine(pid).Contains(folder + "/"))];

    public static bool Runs(int pid) => Field(pid, "State:") is { } state && !state.StartsWith('Z');

    public static string User(int pid) => Field(pid, "Uid:")?.Split('\t')[0] ?? "";

    public static string CommandLine(int pid) => Read($"/proc/{pid}/cmdline").Replace('\0', ' ');

    private static IEnumerable<int> All() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? pid : 0)
            .Where(pid => pid != 0 && pid != Environment.ProcessId && Runs(pid));

    private static string? Field(int pid, string name) =>
        Read($"/proc/{pid}/status")
            .Split('\n')
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?[name.Length..].Trim();

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // The process ended.
        }
    }
}

internal static class Eventually
{
    /// <summary>Fails if the condition does not come true within the time.</summary>
    public static async Task HoldsAsync(Func<bool> condition, int seconds = 15)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(
                Stopwatch.GetElapsedTime(start).TotalSeconds < seconds,
                $"It did not come true in {seconds} s."
            );
            await Task.Delay(50);
        }
    }
}
