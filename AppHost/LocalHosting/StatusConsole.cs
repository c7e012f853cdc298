using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace RegionNet.LocalHosting;

/// <summary>One line per resource and state; the end of its log when it dies, without frames of a stack: they would push the reason out.</summary>
internal sealed class StatusConsole(bool quiet)
{
    private const int TailLines = 20;

    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    public void Say(string? text)
    {
        if (!quiet && text is { Length: > 0 })
        {
            lock (_lock)
            {
                Console.WriteLine(text.TrimEnd());
            }
        }
    }

    public void Show(string name, CustomResourceSnapshot status, string address, string log)
    {
        if (quiet)
        {
            return;
        }
        var state =
            status is { Healthy: true } && status.State == KnownResourceStates.Running ? "Healthy" : status.State;
        var detail = status.Reason ?? (state is "Healthy" ? address : "");
        var lines = new List<string>
        {
            $"{Stopwatch.GetElapsedTime(_start).TotalSeconds, 7:0.0} s  {name, -12} {state, -14} {detail}".TrimEnd(),
        };
        if (status.ExitCode is not (null or 0) && status.Reason is not null && File.Exists(log))
        {
            lines.Add($"           the end of {log}:");
            lines.AddRange(Tail(log).Select(line => "           | " + line));
        }
        lock (_lock)
        {
            lines.ForEach(Console.WriteLine);
        }
    }

    private static IEnumerable<string> Tail(string log)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, 16_384), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("   at ", StringComparison.Ordinal))
            .TakeLast(TailLines)
            .ToList();
    }
}
