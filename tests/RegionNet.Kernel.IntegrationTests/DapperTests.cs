using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

/// <summary>What goes into the database through Dapper comes out the same, in the business zone.</summary>
public sealed class DapperTests
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 24, 1, 2, 3, 456, 789, TimeSpan.FromHours(-3.5));
    private static readonly Slot Hour = new(Instant, Instant.AddHours(1));
    private static readonly DateOnly Date = new(2026, 2, 14);

    [Fact]
    public async Task Records_with_a_constructor_are_read_and_written_with_and_without_nulls()
    {
        await using var probe = await Probe.Create();
        Moment[] moments =
        [
            new(1, Instant, Instant, Date, Date, Hour, Hour),
            new(2, Instant, null, Date, null, Hour, null),
        ];
        foreach (var moment in moments)
        {
            await probe.Db.InTransaction<bool>(
                Probe.Clerk,
                async tx =>
                {
                    await tx.Execute(
                        "insert into moment values (@Id, @Instant, @InstantOrNull, @Day, @DayOrNull, @Slot, @SlotOrNull)",
                        moment
                    );
                    return true;
                }
            );
        }

        var read = await probe.Db.Query<Moment>("select * from moment order by id");

        Assert.Equal(moments, read);
        Assert.Equal(BusinessTime.Offset, read[0].Instant.Offset);
        Assert.Equal(BusinessTime.Offset, read[0].Slot.From.Offset);
    }

    [Fact]
    public async Task Classes_with_setters_are_read()
    {
        await using var probe = await Probe.Create();

        var read = await probe.Db.QueryOne<Settable>(
            "select @Instant as instant, null::timestamptz as instant_or_null, @Date as day, @Hour as slot, null::tstzrange as slot_or_null",
            new
            {
                Instant,
                Date,
                Hour,
            }
        );

        Assert.Equal(
            (Instant, null, Date, Hour, null),
            (read!.Instant, read.InstantOrNull, read.Day, read.Slot, read.SlotOrNull)
        );
    }

    [Fact]
    public async Task Single_values_are_read_null_included()
    {
        await using var probe = await Probe.Create();
        var db = probe.Db;

        Assert.Equal(Instant, await db.QueryOne<DateTimeOffset>("select @Instant", new { Instant }));
        Assert.Equal(Instant, await db.QueryOne<DateTimeOffset?>("select @Instant", new { Instant }));
        Assert.Null(await db.QueryOne<DateTimeOffset?>("select null::timestamptz"));
        Assert.Equal(Date, await db.QueryOne<DateOnly>("select @Date", new { Date }));
        Assert.Null(await db.QueryOne<DateOnly?>("select null::date"));
        Assert.Equal(Hour, await db.QueryOne<Slot>("select @Hour", new { Hour }));
        Assert.Null(await db.QueryOne<Slot?>("select null::tstzrange"));
        Assert.Null(await db.QueryOne<DateTimeOffset?>("select now() where false"));
    }

    [Fact]
    public async Task Tuples_are_read()
    {
        await using var probe = await Probe.Create();

        var (instant, day, slot, none) = await probe.Db.QueryOne<(DateTimeOffset, DateOnly, Slot, DateTimeOffset?)>(
            "select @Instant, @Date, @Hour, null::timestamptz",
            new
            {
                Instant,
                Date,
                Hour,
            }
        );

        Assert.Equal((Instant, Date, Hour, (DateTimeOffset?)null), (instant, day, slot, none));
    }

    [Fact]
    public async Task Null_parameters_are_taken()
    {
        await using var probe = await Probe.Create();

        Assert.True(
            await probe.Db.QueryOne<bool>(
                "select @Instant::timestamptz is null and @Day::date is null and @Slot::tstzrange is null",
                new
                {
                    Instant = (DateTimeOffset?)null,
                    Day = (DateOnly?)null,
                    Slot = (Slot?)null,
                }
            )
        );
    }

    [Fact]
    public async Task Arrays_of_instants_in_UTC_and_of_days_are_taken()
    {
        await using var probe = await Probe.Create();

        Assert.Equal(
            [Instant, Instant.AddDays(1)],
            await probe.Db.Query<DateTimeOffset>(
                "select unnest(@Instants) order by 1",
                new { Instants = new[] { Instant.ToUniversalTime(), Instant.AddDays(1).ToUniversalTime() } }
            )
        );
        Assert.Equal([Date], await probe.Db.Query<DateOnly>("select unnest(@Days)", new { Days = new[] { Date } }));
    }

    [Fact]
    public async Task A_slot_overlaps_in_the_database_as_it_does_in_memory()
    {
        await using var probe = await Probe.Create();
        foreach (var (a, b) in Pairs())
        {
            Assert.Equal(a.Overlaps(b), await probe.Db.QueryOne<bool>("select @a && @b", new { a, b }));
        }

        IEnumerable<(Slot, Slot)> Pairs()
        {
            for (var start = 0; start < 6; start++)
            {
                for (var length = 1; length < 6; length++)
                {
                    yield return (
                        new Slot(Instant.AddMinutes(2), Instant.AddMinutes(4)),
                        new Slot(Instant.AddMinutes(start), Instant.AddMinutes(start + length))
                    );
                }
            }
        }
    }

    [Fact]
    public async Task Infinity_is_read_as_the_end_of_time()
    {
        await using var probe = await Probe.Create();

        Assert.Equal(
            DateTimeOffset.MaxValue,
            await probe.Db.QueryOne<DateTimeOffset>("select 'infinity'::timestamptz")
        );
        Assert.Equal(
            DateTimeOffset.MinValue,
            await probe.Db.QueryOne<DateTimeOffset>("select '-infinity'::timestamptz")
        );
    }

    private sealed record Moment(
        int Id,
        DateTimeOffset Instant,
        DateTimeOffset? InstantOrNull,
        DateOnly Day,
        DateOnly? DayOrNull,
        Slot Slot,
        Slot? SlotOrNull
    );

    private sealed class Settable
    {
        public DateTimeOffset Instant { get; set; }
        public DateTimeOffset? InstantOrNull { get; set; }
        public DateOnly Day { get; set; }
        public Slot Slot { get; set; }
        public Slot? SlotOrNull { get; set; }
    }
}
