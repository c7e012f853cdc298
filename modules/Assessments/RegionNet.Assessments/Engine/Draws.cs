namespace RegionNet.Assessments;

/// <summary>
/// Numbers that look random and are the same for the same seed on every machine: SplitMix64 (Steele, Lea and Flood 2014). A state of 64 bits
/// grows by 0x9E3779B97F4A7C15; z = state; z = (z ^ z≫30) × 0xBF58476D1CE4E5B9; z = (z ^ z≫27) × 0x94D049BB133111EB; the number is z ^ z≫31.
/// </summary>
internal sealed class Draws(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>From 0 to below 1: the upper 53 bits.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below <paramref name="count"/>: the upper half of the product.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
