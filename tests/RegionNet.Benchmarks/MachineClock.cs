using RegionNet.Testing.Faults;

namespace RegionNet.Benchmarks;

/// <summary>
/// The wall clock of every process that this one starts: PostgreSQL, Redis, the App and the gateway believe that the machine's clock was set.
/// By libfaketime (<c>apt-get install libfaketime</c>); clocks that only count, as the kernel's own, go on as they are.
/// </summary>
internal sealed class MachineClock : IDisposable
{
    private static readonly string[] Names =
    [
        "LD_PRELOAD",
        "FAKETIME_TIMESTAMP_FILE",
        "FAKETIME_CACHE_DURATION",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "Gateway__IdleMinutes",
    ];

    private readonly string _file = Path.GetTempFileName();

    private MachineClock(string library)
    {
        File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Set("+0");
        // Nobody is signed out for having been away for that hour.
        string[] values = [library, _file, "1", "1", "600"];
        foreach (var (name, value) in Names.Zip(values))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <returns>Null where the library is not installed: then the clock can't be moved.</returns>
    public static MachineClock? OfChildren() =>
        Directory
            .EnumerateDirectories("/usr/lib", "*-linux-gnu")
            .Select(d => $"{d}/faketime/libfaketimeMT.so.1")
            .FirstOrDefault(File.Exists)
            is { } library
            ? new MachineClock(library)
            : null;

    /// <summary>An hour ahead and back again, then an hour back and ahead again.</summary>
    public IReadOnlyList<Fault> Faults(TimeSpan length) =>
        [Moved("ahead", "+1h", length), Moved("back", "-1h", length)];

    private Fault Moved(string where, string offset, TimeSpan length) =>
        new(
            $"clock moved {where} by an hour",
            async ct =>
            {
                Set(offset);
                await Task.Delay(length, ct);
                Set("+0");
                await Task.Delay(TimeSpan.FromSeconds(2), ct);
            }
        );

    public void Dispose()
    {
        foreach (var name in Names)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
        File.Delete(_file);
    }

    private void Set(string offset) => File.WriteAllText(_file, offset);
}
