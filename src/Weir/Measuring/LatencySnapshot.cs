using System.Text.Json.Serialization;

namespace Weir;

/// <summary>Durations, counted by their length. Immutable; it can be written as JSON and read again.</summary>
/// <remarks>
/// All lengths are in nanoseconds. Count, total, shortest and longest are exact; percentiles and the standard deviation come from buckets, so they are
/// off by a known share at most. Where nothing was recorded, every figure is 0.
/// </remarks>
public sealed class LatencySnapshot
{
    /// <summary>By how much a percentile may be off: 1/64 of its value, about 1.6 %.</summary>
    public const double MaxRelativeError = 1.0 / 64;

    /// <summary>Nothing recorded.</summary>
    public static readonly LatencySnapshot Empty = new([], 0, 0, 0);

    private readonly LatencyBucket[] _buckets;

    /// <summary>Makes one of its parts, as they were read from another.</summary>
    /// <param name="buckets">What was counted, shortest first.</param>
    /// <param name="total">The sum of all lengths; at least 0.</param>
    /// <param name="min">The shortest; at least 0.</param>
    /// <param name="max">The longest; at least <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">A bucket is none of the scale, is not longer than the one before it, or counts less than 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure is outside its range.</exception>
    [JsonConstructor]
    public LatencySnapshot(IReadOnlyList<LatencyBucket> buckets, long total, long min, long max)
    {
        _buckets = [.. Require.Given(buckets)];
        var end = 0L;
        foreach (var bucket in _buckets)
        {
            if (bucket != LatencyScale.Bucket(LatencyScale.IndexOf(bucket.From), bucket.Count) || bucket.From < end || bucket.Count < 1)
            {
                throw new ArgumentException($"The {bucket} is none of the scale, is not longer than the one before it, or counts less than 1.", nameof(buckets));
            }

            end = bucket.To;
            Count += bucket.Count;
        }

        Total = Require.AtLeast(total, 0, nameof(total));
        Min = Require.AtLeast(min, 0, nameof(min));
        Max = Require.AtLeast(max, min, nameof(max));
    }

    /// <summary>How many durations were recorded: the sum of <see cref="Buckets"/>.</summary>
    public long Count { get; }

    /// <summary>The sum of all lengths, 292 years at most. Where it was read while others recorded, it may have a few that the count has not.</summary>
    public long Total { get; }

    /// <summary>The shortest.</summary>
    public long Min { get; }

    /// <summary>The longest.</summary>
    public long Max { get; }

    /// <summary>The total divided by the count.</summary>
    public double Mean => Count == 0 ? 0 : Math.Clamp(Total / (double)Count, Min, Max);

    /// <summary>
    /// How far the lengths lie from their mean, for all that were recorded (not an estimate from a sample); off by at most 1/64 of the root of
    /// their mean square. Those beyond the scale count with the longest.
    /// </summary>
    public double StandardDeviation
    {
        get
        {
            if (Count == 0)
            {
                return 0;
            }

            // Around the mean of the middles, in two passes: a difference of two large squares would lose all digits.
            var mean = _buckets.Sum(bucket => bucket.Count * Middle(bucket)) / Count;
            return Math.Sqrt(_buckets.Sum(bucket => bucket.Count * Math.Pow(Middle(bucket) - mean, 2)) / Count);
        }
    }

    /// <summary>The length that half of them do not exceed.</summary>
    public double P50 => Percentile(50);

    /// <summary>The length that 90 % of them do not exceed.</summary>
    public double P90 => Percentile(90);

    /// <summary>The length that 95 % of them do not exceed.</summary>
    public double P95 => Percentile(95);

    /// <summary>The length that 99 % of them do not exceed.</summary>
    public double P99 => Percentile(99);

    /// <summary>The length that 99.9 % of them do not exceed.</summary>
    public double P999 => Percentile(99.9);

    /// <summary>How many were 2^45 nanoseconds (about 9.8 hours) or longer; their lengths are in the total, but not in the percentiles.</summary>
    public long Overflow => _buckets is [.., { From: LatencyScale.Limit } last] ? last.Count : 0;

    /// <summary>What was counted, shortest first; only buckets that have something.</summary>
    public IReadOnlyList<LatencyBucket> Buckets => _buckets;

    /// <summary>The length that a share of the durations does not exceed.</summary>
    /// <remarks>
    /// By nearest rank: with n durations, the one that is number ⌈percentage/100 · n⌉ by length, the first at least. Given is the middle of its
    /// bucket, but nothing shorter than the shortest or longer than the longest: off by at most <see cref="MaxRelativeError"/>. Beyond the scale it is the longest.
    /// </remarks>
    /// <param name="percentage">The share; range 0 to 100.</param>
    /// <returns>The length; 0 if nothing was recorded.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percentage"/> is outside its range.</exception>
    public double Percentile(double percentage)
    {
        Require.InRange(percentage, 0, 100, nameof(percentage));

        // In decimals: 99.9 % of 1,000 is rank 999, which a double misses by the last bit.
        var rank = Math.Max(1, (long)Math.Ceiling((decimal)percentage * Count / 100));
        var seen = 0L;
        foreach (var bucket in _buckets)
        {
            seen += bucket.Count;
            if (seen >= rank)
            {
                return Middle(bucket);
            }
        }

        return 0;
    }

    /// <summary>Adds another to it.</summary>
    /// <param name="other">The other.</param>
    /// <returns>What one would be that had recorded everything that both have.</returns>
    public LatencySnapshot Merge(LatencySnapshot other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of([this, other]);
    }

    /// <summary>All of them in one.</summary>
    internal static LatencySnapshot Of(IEnumerable<LatencySnapshot> parts)
    {
        var counts = new long[LatencyScale.Buckets];
        var (total, min, max) = (0L, long.MaxValue, 0L);
        foreach (var part in parts.Where(static part => part.Count > 0))
        {
            foreach (var bucket in part._buckets)
            {
                counts[LatencyScale.IndexOf(bucket.From)] += bucket.Count;
            }

            total = LatencyHistogram.Add(total, part.Total);
            min = Math.Min(min, part.Min);
            max = Math.Max(max, part.Max);
        }

        return Of(counts, total, min, max);
    }

    /// <summary>What these counts are, one for each bucket of the scale.</summary>
    internal static LatencySnapshot Of(long[] counts, long total, long min, long max)
    {
        List<LatencyBucket> buckets = [];
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] != 0)
            {
                buckets.Add(LatencyScale.Bucket(i, counts[i]));
            }
        }

        return buckets.Count == 0 ? Empty : new LatencySnapshot(buckets, total, min, max);
    }

    private double Middle(LatencyBucket bucket) =>
        bucket.From == LatencyScale.Limit ? Max : Math.Clamp(bucket.From + ((bucket.To - 1 - bucket.From) / 2.0), Min, Max);
}
