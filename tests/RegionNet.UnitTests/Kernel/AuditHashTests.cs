using CsCheck;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

/// <summary>Two entries that differ in anything must differ in their hash, or a change could go unseen.</summary>
public sealed class AuditHashTests
{
    private static readonly AuditEntry Entry = new(
        7,
        new DateTimeOffset(2026, 11, 24, 0, 0, 0, 123, 456, default),
        "p-1",
        "王敏",
        Guid.Parse("11111111-1111-1111-1111-111111111111"),
        "10.0.0.1",
        "hearings.session.booked",
        "s-1",
        """{"rooms":2}""",
        "done",
        new byte[32],
        []
    );

    public static TheoryData<string, AuditEntry> Changes =>
        new()
        {
            { "sequence", Entry with { Sequence = 8 } },
            { "at", Entry with { At = Entry.At.AddMicroseconds(1) } },
            { "actor", Entry with { Actor = "p-2" } },
            { "actor name", Entry with { ActorName = "王闽" } },
            { "organisation", Entry with { OrganisationId = Guid.Empty } },
            { "no organisation", Entry with { OrganisationId = null } },
            { "address", Entry with { Address = "10.0.0.2" } },
            { "no address", Entry with { Address = null } },
            { "action", Entry with { Action = "hearings.session.cancelled" } },
            { "subject", Entry with { Subject = "s-2" } },
            { "details", Entry with { Details = """{"rooms":3}""" } },
            { "result", Entry with { Result = "refused" } },
            { "previous", Entry with { Previous = [1, .. new byte[31]] } },
            { "a boundary moved", Entry with { Actor = "p-", ActorName = "1王敏" } },
            { "a boundary moved on", Entry with { Subject = "s-1{", Details = "\"rooms\":2}" } },
        };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void A_change_changes_the_hash(string what, AuditEntry changed) =>
        Assert.False(AuditChain.Hash(Entry).AsSpan().SequenceEqual(AuditChain.Hash(changed)), what);

    [Fact]
    public void Absent_and_empty_are_told_apart() =>
        Assert.NotEqual(AuditChain.Hash(Entry with { Address = null }), AuditChain.Hash(Entry with { Address = "" }));

    [Fact]
    public void Moving_a_boundary_between_two_fields_always_changes_the_hash() =>
        Gen.Select(Gen.String[1, 12], Gen.Int[0, 11], Gen.Int[0, 11])
            .Sample(
                (text, a, b) =>
                {
                    var (i, j) = (Math.Min(a, text.Length), Math.Min(b, text.Length));
                    var one = Entry with { Action = text[..i], Subject = text[i..] };
                    var other = Entry with { Action = text[..j], Subject = text[j..] };
                    Assert.Equal(i == j, AuditChain.Hash(one).AsSpan().SequenceEqual(AuditChain.Hash(other)));
                }
            );

    // Computed from the same bytes with "openssl dgst -sm3".
    [Fact]
    public void The_hash_is_SM3_of_the_documented_bytes_and_does_not_change_between_versions() =>
        Assert.Equal(
            "5280e17e9ef82be09d0386dde98451bfa4beff80dfdd371d9af563f9989b843a",
            Convert.ToHexStringLower(AuditChain.Hash(Entry))
        );

    [Fact]
    public void The_offset_an_instant_is_written_with_does_not_matter() =>
        Assert.Equal(AuditChain.Hash(Entry), AuditChain.Hash(Entry with { At = BusinessTime.Local(Entry.At) }));
}
