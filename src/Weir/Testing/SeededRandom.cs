namespace Weir.Testing;

/// <summary>Random numbers that are the same in every version of every platform: SplitMix64 (Steele, Lea, Flood 2014).</summary>
internal sealed class SeededRandom(int seed)
{
    private ulong _state = (uint)seed;

    /// <summary>A number of at least 0 and less than <paramref name="limit"/>.</summary>
    public int Next(int limit) => (int)(((Bits() >> 32) * (ulong)limit) >> 32);

    /// <summary>A number of at least 0 and less than 1.</summary>
    public double NextDouble() => (Bits() >> 11) * (1.0 / (1UL << 53));

    private ulong Bits()
    {
        var bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
