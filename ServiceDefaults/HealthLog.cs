using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace RegionNet.ServiceDefaults;

/// <summary>
/// Logs what is not well when it becomes so, and once a day for as long as it lasts. The framework would log it at every question, and the
/// gateway asks every two seconds.
/// </summary>
internal sealed partial class HealthLog(TimeProvider clock, ILogger<HealthLog> logger)
{
    /// <summary>Says it at every question; switched off.</summary>
    public const string FrameworksOwn = "Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService";

    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, (HealthStatus Status, DateTimeOffset At)> _said = new(
        StringComparer.Ordinal
    );

    /// <summary>Answers a question for the health with its one word, and logs what is new in it.</summary>
    public Task Answer(HttpContext http, HealthReport report)
    {
        Note(report);
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(report.Status.ToString(), http.RequestAborted);
    }

    internal void Note(HealthReport report)
    {
        var now = clock.GetUtcNow();
        foreach (var (name, entry) in report.Entries)
        {
            var known = _said.TryGetValue(name, out var said);
            var before = known ? said.Status : HealthStatus.Healthy;
            var due = entry.Status != before || (entry.Status != HealthStatus.Healthy && now - said.At >= Again);
            // Of two questions at once one says it.
            if (
                !due
                || !(known ? _said.TryUpdate(name, (entry.Status, now), said) : _said.TryAdd(name, (entry.Status, now)))
            )
            {
                continue;
            }
            if (entry.Status == HealthStatus.Healthy)
            {
                LogWellAgain(logger, name);
            }
            else
            {
                var level = entry.Status == HealthStatus.Degraded ? LogLevel.Warning : LogLevel.Error;
                LogNotWell(logger, level, name, entry.Status, entry.Description, entry.Exception);
            }
        }
    }

    [LoggerMessage(EventId = 1, Message = "The health check {Check} says {Status}. {Description}")]
    private static partial void LogNotWell(
        ILogger logger,
        LogLevel level,
        string check,
        HealthStatus status,
        string? description,
        Exception? exception
    );

    [LoggerMessage(2, LogLevel.Information, "The health check {Check} says that all is well again.")]
    private static partial void LogWellAgain(ILogger logger, string check);
}
