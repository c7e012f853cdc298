namespace RegionNet.Kernel;

/// <summary>The business zone is Asia/Shanghai: UTC+8 all year since 1991.</summary>
public static class BusinessTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, Offset);

    /// <summary>The whole civil day, midnight to midnight.</summary>
    public static Slot Day(DateOnly day) => new(At(day, TimeOnly.MinValue), At(day.AddDays(1), TimeOnly.MinValue));
}
