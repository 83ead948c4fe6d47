namespace Weir.Layers.Telemetry;

/// <summary>Chooses a share of the runs.</summary>
/// <remarks>
/// Idea: the multiples of the golden ratio, modulo 1, spread over the interval from 0 to 1 more evenly than any random numbers (Weyl's sequence; Knuth, The Art of Computer Programming 3, 6.4),
/// so of any n runs in a row the share is met to within a few. Every k-th run alone is a multiple of it too: a pipeline that always is the second of two is not left out, as it would be by counting.
/// </remarks>
internal sealed class RunSampler(double rate)
{
    // 2^64 divided by the golden ratio, made odd.
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong _limit = rate >= 1 ? ulong.MaxValue : (ulong)(rate * 18_446_744_073_709_551_616.0);
    private ulong _last;

    /// <summary>Whether the next run is chosen.</summary>
    public bool Next() => rate >= 1 || Interlocked.Add(ref _last, Step) < _limit;
}
