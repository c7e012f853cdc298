using System.Numerics;
using CsCheck;
using RegionNet.Assessments;
using Xunit;

namespace RegionNet.UnitTests.Assessments;

public class RatioTests
{
    [Theory]
    [InlineData("1.005", "1.01")]
    [InlineData("2.675", "2.68")]
    [InlineData("1.625", "1.63")]
    [InlineData("-1.625", "-1.63")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("0.0049999999999999999999", "0")]
    public void Half_a_hundredth_goes_away_from_zero(string exact, string rounded) =>
        Assert.Equal(decimal.Parse(rounded, null), Ratio.Of(decimal.Parse(exact, null)).Rounded());

    [Fact]
    public void A_product_of_fractions_is_rounded_for_what_it_is() =>
        Gen.Select(Gen.Int[-100_000, 100_000], Gen.Int[1, 9_999], Gen.Int[0, 10_000], Gen.Int[1, 10_000])
            .Sample(
                (a, b, c, d) =>
                {
                    var ours = (Ratio.Of(a / 100m) * (Ratio.Of(c) / Ratio.Of(d)) / Ratio.Of(b / 100m)).Rounded();
                    // The nearest hundredth: no other is nearer, and of two equally near the one further from zero.
                    var (numerator, denominator) = ((BigInteger)a * c, (BigInteger)b * d);
                    var cents = (BigInteger)(ours * 100);
                    var off = BigInteger.Abs(numerator * 100 - cents * denominator) * 2;
                    return off < denominator
                        || off == denominator && BigInteger.Abs(cents) * denominator > BigInteger.Abs(numerator) * 100;
                }
            );

    [Fact]
    public void What_does_not_fit_is_no_result() =>
        Assert.Throws<OverflowException>(() =>
        {
            var large = Ratio.Of(79_228_162_514_264_337_593_543_950_335m);
            return (large * large).Rounded();
        });
}
