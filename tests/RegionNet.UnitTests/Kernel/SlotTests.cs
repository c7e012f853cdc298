using CsCheck;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

public sealed class SlotTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, BusinessTime.Offset);

    // A small range of minutes, so that equal, touching and nested slots are common.
    private static readonly Gen<Slot> AnySlot = Gen.Select(
        Gen.Int[0, 20],
        Gen.Int[1, 10],
        (start, length) => new Slot(Noon.AddMinutes(start), Noon.AddMinutes(start + length))
    );

    [Fact]
    public void Overlap_is_symmetric_and_means_that_some_minute_lies_in_both() =>
        Gen.Select(AnySlot, AnySlot)
            .Sample(
                (a, b) =>
                {
                    var shared = Enumerable.Range(0, 40).Any(m => In(a, m) && In(b, m));
                    Assert.Equal(shared, a.Overlaps(b));
                    Assert.Equal(a.Overlaps(b), b.Overlaps(a));

                    static bool In(Slot slot, int minute) => slot.Contains(Noon.AddMinutes(minute));
                }
            );

    [Fact]
    public void A_slot_overlaps_itself_and_not_the_one_that_starts_where_it_ends() =>
        AnySlot.Sample(slot =>
        {
            Assert.True(slot.Overlaps(slot));
            Assert.False(slot.Overlaps(new Slot(slot.To, slot.To + slot.Length)));
        });

    [Fact]
    public void A_slot_contains_its_start_and_not_its_end() =>
        AnySlot.Sample(slot =>
        {
            Assert.True(slot.Contains(slot.From));
            Assert.True(slot.Contains(slot.To.AddTicks(-1)));
            Assert.False(slot.Contains(slot.To));
            Assert.False(slot.Contains(slot.From.AddTicks(-1)));
        });

    [Fact]
    public void Overlap_is_about_instants_whatever_their_offset() =>
        Gen.Select(AnySlot, AnySlot)
            .Sample(
                (a, b) =>
                    Assert.Equal(
                        a.Overlaps(b),
                        a.Overlaps(new Slot(b.From.ToUniversalTime(), b.To.ToOffset(TimeSpan.FromHours(-5))))
                    )
            );

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_slot_that_does_not_end_after_it_starts_is_refused(int minutes) =>
        Assert.Throws<ArgumentException>(() => new Slot(Noon, Noon.AddMinutes(minutes)));

    [Fact]
    public void A_slot_survives_json_as_events_and_replayed_answers_need() =>
        AnySlot.Sample(slot => Assert.Equal(slot, Json.Read<Slot>(Json.Write(slot))));

    [Fact]
    public void An_extension_keeps_the_start()
    {
        var slot = new Slot(Noon, Noon.AddHours(1)).ExtendedBy(TimeSpan.FromMinutes(15));

        Assert.Equal(new Slot(Noon, Noon.AddMinutes(75)), slot);
    }
}
