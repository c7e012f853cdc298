using RegionNet.Discipline.Contracts;
using Xunit;

namespace RegionNet.UnitTests.Discipline;

/// <summary>Codes of GB 32100-2015 and IDs of GB 11643: the standards' own examples, synthetic ones, and each fault.</summary>
public sealed class IdentifierTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [Theory]
    [InlineData("91350100M000100Y43", IdentifierFault.None)]
    [InlineData("91310115MA1TEXT069", IdentifierFault.None)]
    [InlineData("1211000040000123XG", IdentifierFault.None)]
    [InlineData("91110108QQQQQQQQ6N", IdentifierFault.None)]
    [InlineData("91320100G3Q5GTCB20", IdentifierFault.None)]
    [InlineData("91350100M000100Y4Z", IdentifierFault.Format)]
    [InlineData("91350100M000100I43", IdentifierFault.Format)]
    [InlineData("91350100M000100Y4", IdentifierFault.Format)]
    [InlineData("91350100m000100Y43", IdentifierFault.Format)]
    [InlineData("91350100M000100Y42", IdentifierFault.CheckDigit)]
    [InlineData("91350211M0000XUF46", IdentifierFault.CheckDigit)]
    [InlineData("91350100M0001TGQXM", IdentifierFault.CheckDigit)]
    public void Codes(string code, IdentifierFault fault) => Assert.Equal(fault, CreditCode.Check(code));

    [Theory]
    [InlineData("11010519491231002X", IdentifierFault.None)]
    [InlineData("440524188001010014", IdentifierFault.None)]
    [InlineData("990101200002290011", IdentifierFault.None)]
    [InlineData("990101199912311234", IdentifierFault.None)]
    [InlineData("990101199902290011", IdentifierFault.Format)]
    [InlineData("990101202711280011", IdentifierFault.Format)]
    [InlineData("11010519491231002", IdentifierFault.Format)]
    [InlineData("1101051949123100AX", IdentifierFault.Format)]
    [InlineData("１１０１０５１９４９１２３１００２X", IdentifierFault.Format)]
    [InlineData("110105194912310021", IdentifierFault.CheckDigit)]
    public void Resident_ids(string id, IdentifierFault fault) => Assert.Equal(fault, ResidentId.Check(id, Today));

    [Fact]
    public void Every_single_wrong_digit_is_found()
    {
        const string Code = "91350100M000100Y43";
        for (var at = 0; at < Code.Length; at++)
        {
            foreach (var wrong in "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(c => c != Code[at]))
            {
                Assert.Equal(IdentifierFault.CheckDigit, CreditCode.Check($"{Code[..at]}{wrong}{Code[(at + 1)..]}"));
            }
        }
    }

    [Fact]
    public void They_are_compared_in_capitals()
    {
        Assert.Equal("91350100M000100Y43", CreditCode.Normalise(" 91350100m000100y43 "));
        Assert.Equal("11010519491231002X", ResidentId.Normalise("11010519491231002x"));
    }
}
