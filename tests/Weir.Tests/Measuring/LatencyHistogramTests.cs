using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Weir.Tests.Measuring;

public class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_OfAnyLengths_AreWithinTheStatedErrorOfNearestRank() => Prop.ForAll(Lengths.OnTheScale, static lengths =>
    {
        var snapshot = Lengths.Record(lengths);
        return Lengths.Percentages.All(percentage =>
        {
            var exact = Lengths.Percentile(lengths, percentage);
            return Math.Abs(snapshot.Percentile(percentage) - exact) <= exact * LatencySnapshot.MaxRelativeError;
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void StandardDeviation_OfAnyLengths_IsWithinTheStatedError() => Prop.ForAll(Lengths.OnTheScale, static lengths =>
    {
        // The bound itself is exact; the rest is for sums of squares in doubles.
        var size = Lengths.RootMeanSquare(lengths.Select(static length => (double)length));
        return Math.Abs(Lengths.Record(lengths).StandardDeviation - Lengths.StandardDeviation(lengths)) <= size * (LatencySnapshot.MaxRelativeError + 1e-9);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void CountTotalMinMax_OfAnyLengths_AreExact() => Prop.ForAll(Lengths.Any, static lengths =>
    {
        var snapshot = Lengths.Record(lengths);
        long[] counted = [.. lengths.Select(static length => Math.Max(0, length))];
        return snapshot.Count == lengths.Length
            && snapshot.Buckets.Sum(static bucket => bucket.Count) == lengths.Length
            && snapshot.Total == (long)Math.Min(long.MaxValue, counted.Sum(static length => (decimal)length))
            && snapshot.Min == counted.Min()
            && snapshot.Max == counted.Max()
            && snapshot.Overflow == counted.Count(static length => length >= 1L << 45)
            && snapshot.Percentile(100) <= snapshot.Max
            && snapshot.Percentile(0) >= snapshot.Min
            && snapshot.Buckets.All(bucket => counted.Count(length => length >= bucket.From && length < bucket.To) == bucket.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Merge_OfAnyTwo_IsWhatRecordedBoth() => Prop.ForAll(Lengths.Any, Lengths.Any, static (one, other) =>
    {
        var merged = Lengths.Record(one).Merge(Lengths.Record(other));
        return AreEqual(merged, Lengths.Record(one.Concat(other))) && AreEqual(merged, Lengths.Record(other).Merge(Lengths.Record(one)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Merge_WithNothing_ChangesNothing()
    {
        var some = Lengths.Record([5, 7]);
        Assert.True(AreEqual(some, some.Merge(LatencySnapshot.Empty)));
        Assert.True(AreEqual(some, LatencySnapshot.Empty.Merge(some)));
        Assert.True(AreEqual(LatencySnapshot.Empty, LatencySnapshot.Empty.Merge(LatencySnapshot.Empty)));
    }

    [Fact]
    public void Snapshot_WrittenAsJsonAndRead_IsTheSame() => Prop.ForAll(Lengths.Any, static lengths =>
    {
        var snapshot = Lengths.Record(lengths);
        return AreEqual(snapshot, JsonSerializer.Deserialize<LatencySnapshot>(JsonSerializer.Serialize(snapshot))!);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10, 11, 0)]
    [InlineData(10, 12, 1)]
    [InlineData(129, 132, 1)]
    [InlineData(1L << 45, 1L << 46, 1)]
    public void Snapshot_OfABucketThatIsNone_Refuses(long from, long to, long count) =>
        Assert.Contains("none of the scale", Assert.Throws<ArgumentException>(() => new LatencySnapshot([new LatencyBucket(from, to, count)], 10, 10, 10)).Message, StringComparison.Ordinal);

    [Fact]
    public void Snapshot_OfBucketsOutOfOrder_Refuses() =>
        Assert.Throws<ArgumentException>(() => new LatencySnapshot([new LatencyBucket(11, 12, 1), new LatencyBucket(10, 11, 1)], 21, 10, 11));

    [Fact]
    public void Percentile_OutsideItsRange_Refuses()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => LatencySnapshot.Empty.Percentile(100.1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LatencySnapshot.Empty.Percentile(double.NaN));
    }

    [Fact]
    public void Percentile_OfAThousand_TakesRank999For999Permille()
    {
        var snapshot = Lengths.Record(Enumerable.Repeat(1L, 999).Append(50));
        Assert.Equal(1, snapshot.P999);
        Assert.Equal(50, snapshot.Percentile(100));
    }

    [Fact]
    public void Snapshot_OfNothing_HasZeros()
    {
        var snapshot = new LatencyHistogram().Read();
        Assert.Equal((0, 0, 0, 0, 0), (snapshot.Count, snapshot.Total, snapshot.Min, snapshot.Max, snapshot.Overflow));
        Assert.Equal((0.0, 0.0, 0.0), (snapshot.Mean, snapshot.StandardDeviation, snapshot.P50));
        Assert.Empty(snapshot.Buckets);
    }

    [Fact]
    public void Record_BeyondTheScale_CountsItAndKeepsItsLength()
    {
        var day = (long)TimeSpan.FromDays(1).TotalNanoseconds;
        var snapshot = Lengths.Record([10, day]);
        Assert.Equal((2, 1, day + 10, day), (snapshot.Count, snapshot.Overflow, snapshot.Total, snapshot.Max));
        Assert.Equal(day, snapshot.P99);
    }

    [Fact(Timeout = 60_000)]
    public async Task Record_OnManyThreads_LosesNothing()
    {
        const int Threads = 16;
        const int Each = 50_000;
        var histogram = new LatencyHistogram();
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Each; i++)
                {
                    histogram.Record(i % 100);
                }

                histogram.Record(1_000 + thread);
            },
            Some.Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        var expected = Lengths.Record(Enumerable.Range(0, Threads).SelectMany(static thread => Enumerable.Range(0, Each).Select(static i => i % 100L).Append(1_000 + thread)));
        Assert.True(AreEqual(expected, histogram.Read()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Read_WhileOthersRecord_NeverGoesBackAndAddsUp()
    {
        var histogram = new LatencyHistogram();
        var recording = Enumerable.Range(0, 3).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 300_000; i++)
                {
                    histogram.Record(40 + (i % 20));
                }
            },
            Some.Token)).ToArray();
        var all = Task.WhenAll(recording);
        var last = 0L;
        for (var ended = false; !ended;)
        {
            ended = all.IsCompleted;
            var snapshot = histogram.Read();
            Assert.InRange(snapshot.Count, last, 900_000);
            Assert.Equal(snapshot.Count, snapshot.Buckets.Sum(static bucket => bucket.Count));
            Assert.True(snapshot.Count == 0 || (snapshot.Min >= 40 && snapshot.Max < 60 && snapshot.Total >= snapshot.Count * 40));
            last = snapshot.Count;
        }

        await all;
        Assert.Equal(900_000, last);
    }

    [Fact]
    public void Record_AllocatesOnlyTheStripeOfItsThread()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0L; i < 10_000; i++)
        {
            histogram.Record(i * i * i * 1_000);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static bool AreEqual(LatencySnapshot one, LatencySnapshot other) =>
        one.Buckets.SequenceEqual(other.Buckets)
        && (one.Count, one.Total, one.Min, one.Max) == (other.Count, other.Total, other.Min, other.Max)
        && Lengths.Percentages.All(percentage => one.Percentile(percentage).Equals(other.Percentile(percentage)));
}
