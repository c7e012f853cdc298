using System.Globalization;

namespace RegionNet.Assessments;

/// <summary>
/// An exact fraction. A weight that is shared over two of three siblings is no finite decimal, and a score that lies at x.xx5 must be
/// rounded for what it is: hence one division, at the end. What a framework may hold (<see cref="FrameworkRules"/>: weights of two
/// decimals, four levels, values below 10⁹ with four decimals) keeps every product within 128 bits; beyond them it throws.
/// </summary>
internal readonly record struct Ratio(Int128 Numerator, Int128 Denominator)
{
    public static readonly Ratio Zero = new(0, 1);
    public static readonly Ratio One = new(1, 1);

    public static Ratio Of(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = new Int128((uint)parts[2], (uint)parts[1] * (1UL << 32) + (uint)parts[0]);
        var scale = (parts[3] >> 16) & 0xFF;
        Int128 denominator = 1;
        for (; scale > 0; scale--)
        {
            denominator *= 10;
        }
        return Reduced(value < 0 ? -digits : digits, denominator);
    }

    public static Ratio operator *(Ratio a, Ratio b) =>
        checked(Reduced(a.Numerator * b.Numerator, a.Denominator * b.Denominator));

    public static Ratio operator /(Ratio a, Ratio b) =>
        checked(
            b.Numerator < 0
                ? Reduced(-(a.Numerator * b.Denominator), -(a.Denominator * b.Numerator))
                : Reduced(a.Numerator * b.Denominator, a.Denominator * b.Numerator)
        );

    public static bool operator <(Ratio a, Ratio b) =>
        checked(a.Numerator * b.Denominator < b.Numerator * a.Denominator);

    public static bool operator >(Ratio a, Ratio b) => b < a;

    /// <summary>Two decimals, half away from zero.</summary>
    public decimal Rounded() => Rounded(Numerator, Denominator);

    /// <summary>The same of a fraction that need not be reduced. <paramref name="denominator"/> is positive.</summary>
    public static decimal Rounded(Int128 numerator, Int128 denominator)
    {
        // By far the most fractions are small, and 64 bits divide ten times as fast.
        if (Int128.Abs(numerator) < long.MaxValue / 400 && denominator < long.MaxValue / 4)
        {
            var (above, below) = ((long)numerator, (long)denominator);
            var rounded = (Math.Abs(above) * 200 + below) / (below * 2);
            return new decimal((int)(uint)rounded, (int)(rounded >> 32), 0, above < 0 && rounded != 0, 2);
        }
        var twice = checked(Int128.Abs(numerator) * 200 + denominator);
        var cents = (decimal)(twice / (denominator * 2)) / 100;
        return numerator < 0 ? -cents : cents;
    }

    public double ToDouble() => (double)Numerator / (double)Denominator;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static Ratio Reduced(Int128 numerator, Int128 denominator)
    {
        var (a, b) = (Int128.Abs(numerator), denominator);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }
        return a == 0 ? Zero : new(numerator / a, denominator / a);
    }
}
