using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Discipline;

/// <summary>"Listed on a day, as known at a moment", as the address of the page carries it.</summary>
/// <param name="Known">Null: now.</param>
public sealed record AsOf(DateOnly On, DateTimeOffset? Known)
{
    public static AsOf Read(string? on, string? known, DateOnly today) =>
        new(ChinaTime.TryDay(on, out var day) ? day : today, ChinaTime.TryLocal(known, out var moment) ? moment : null);

    public bool IsNow(DateOnly today) => On == today && Known is null;

    /// <summary>Adds the question to an address of the service.</summary>
    public ApiQuery Ask(ApiQuery query) =>
        query.With("on", ChinaTime.Iso(On)).With("known", Known is { } known ? ChinaTime.Iso(known) : null);

    public string Words() =>
        Known is { } known
            ? Texts.DisciplineLists.AsOf.With(ChinaTime.Iso(On), ChinaTime.Minute(known))
            : Texts.DisciplineLists.AsOfNow.With(ChinaTime.Iso(On));
}
