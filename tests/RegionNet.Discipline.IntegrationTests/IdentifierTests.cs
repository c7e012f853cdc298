using Dapper;
using RegionNet.Discipline.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>GB 32100-2015 and GB 11643-1999; the code and the database judge alike.</summary>
public sealed class IdentifierTests(Bureau bureau) : IClassFixture<Bureau>
{
    [Theory]
    [InlineData("91350100M000100Y43", true)]
    [InlineData("91310115MA1TEXT069", true)]
    [InlineData("91440300MA5TEXT119", true)]
    [InlineData("1211000040000123XG", true)]
    [InlineData("92500103MA5TEXT2X5", true)]
    [InlineData("91110108QQQQQQQQ6N", true)]
    [InlineData("91320100G3Q5GTCB20", true)]
    [InlineData("91350211M0000XUF46", false)] // Issued, it is said, and failing: a clerk decides.
    [InlineData("91350100M0001TGQXM", false)]
    public async Task The_check_digit_of_a_credit_code(string code, bool checks)
    {
        Assert.Equal(checks ? IdentifierFault.None : IdentifierFault.CheckDigit, CreditCode.Check(code));
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        Assert.Equal(
            checks,
            await connection.QuerySingleAsync<bool>("select discipline.credit_code_checks(@code)", new { code })
        );
    }

    [Theory]
    [InlineData("证件号11010519491231002x，住苏州", true)]
    [InlineData("电话13812345678，案号202603030000000013", false)]
    public void A_resident_id_in_a_text_is_found(string text, bool found) =>
        Assert.Equal(found, ResidentId.StandsIn(text));

    [Theory]
    [InlineData("张三丰", "张＊丰")]
    [InlineData("李四", "李＊")]
    [InlineData("欧阳娜娜", "欧＊娜")]
    [InlineData("𠮷田三郎", "𠮷＊郎")]
    public void The_public_sees_surname_and_last_character(string name, string masked) =>
        Assert.Equal(masked, PartyMasking.Name(name));

    [Fact]
    public void An_officer_sees_the_first_three_and_the_last_four() =>
        Assert.Equal("110***********002X", PartyMasking.Id("11010519491231002X"));
}
