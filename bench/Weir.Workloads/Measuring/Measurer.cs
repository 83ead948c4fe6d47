using System.Diagnostics;
using System.Runtime;

namespace Weir.Workloads.Measuring;

/// <summary>Measures rows. Every variant of every row has run before the first is measured, so that none has the profile of the compiler to itself.</summary>
internal sealed class Measurer(TextWriter log)
{
    private const int Rounds = 21;
    private const int RoundsOfSuspending = 41;
    private const int WarmUpCalls = 30_000;
    private const int WarmUpChunk = 50;

    // What the runtime and this program compile of their own meanwhile.
    private const int Stragglers = 5;

    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(12);
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan WarmUpLimitAgain = TimeSpan.FromMilliseconds(30);

    // Code is compiled again only after 100 ms in which nothing new was.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs everything until the compiler has nothing left to make better.</summary>
    public async Task WarmUpAsync(IReadOnlyList<Row> rows)
    {
        var limit = WarmUpLimit;
        for (var pass = 1; pass <= 12; pass++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            foreach (var variant in rows.SelectMany(static row => row.Variants))
            {
                await WarmUpAsync(variant, limit);
            }

            await Task.Delay(Quiet, TimeProvider.System);
            var compiled = JitInfo.GetCompiledMethodCount() - before;
            log.WriteLine($"  warm-up {pass}: {compiled} methods compiled");
            if (pass > 5 && compiled <= Stragglers)
            {
                break;
            }

            limit = WarmUpLimitAgain;
        }
    }

    /// <summary>Measures the variants of one row in turns, there and back.</summary>
    public async Task<IReadOnlyList<Sample>> MeasureAsync(Row row)
    {
        var rounds = row.Suspends ? RoundsOfSuspending : Rounds;
        var variants = row.Variants;
        var calls = new int[variants.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            calls[i] = await CalibrateAsync(variants[i]);
        }

        var times = variants.Select(_ => new double[rounds]).ToArray();
        var bytes = variants.Select(_ => new double[rounds]).ToArray();
        Collect();
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < variants.Count; turn++)
            {
                var i = round % 2 == 0 ? turn : variants.Count - 1 - turn;
                var (ticks, allocated) = await RoundAsync(variants[i], calls[i], row.Suspends);
                times[i][round] = ticks * 1e9 / Stopwatch.Frequency / calls[i] / row.UnitsPerCall;
                bytes[i][round] = (double)allocated / calls[i];
            }
        }

        return [.. variants.Select((variant, i) => new Sample(variant, times[i], Estimate.Median([.. bytes[i].Order()])))];
    }

    private static async Task WarmUpAsync(Variant variant, TimeSpan limit)
    {
        variant.Prepare?.Invoke();
        var began = Stopwatch.GetTimestamp();

        // One call alone first: some are long. Then in chunks, because a loop that runs on is compiled another way.
        await variant.RunAsync(1);
        for (var calls = 1; calls < WarmUpCalls && Stopwatch.GetElapsedTime(began) < limit; calls += WarmUpChunk)
        {
            var left = limit - Stopwatch.GetElapsedTime(began);
            var took = Stopwatch.GetElapsedTime(began) / calls;
            await variant.RunAsync(took * WarmUpChunk > left ? 1 : WarmUpChunk);
        }
    }

    private static async Task<int> CalibrateAsync(Variant variant)
    {
        for (var calls = 1; ; calls *= 2)
        {
            calls = Math.Min(calls, variant.MaxCalls);
            variant.Prepare?.Invoke();
            var began = Stopwatch.GetTimestamp();
            await variant.RunAsync(calls);
            var took = Stopwatch.GetElapsedTime(began);
            if (took >= RoundTime / 2 || calls == variant.MaxCalls)
            {
                return (int)Math.Clamp(calls * (RoundTime / took), 1, variant.MaxCalls);
            }
        }
    }

    private static async Task<(long Ticks, long Bytes)> RoundAsync(Variant variant, int calls, bool suspends)
    {
        variant.Prepare?.Invoke();
        var before = Allocated(suspends);
        var began = Stopwatch.GetTimestamp();
        await variant.RunAsync(calls);
        var ticks = Stopwatch.GetTimestamp() - began;
        return (ticks, Allocated(suspends) - before);
    }

    private static long Allocated(bool everywhere) => everywhere ? GC.GetTotalAllocatedBytes(precise: true) : GC.GetAllocatedBytesForCurrentThread();

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
