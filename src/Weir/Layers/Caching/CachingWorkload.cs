using System.Diagnostics;

namespace Weir.Layers.Caching;

/// <summary>What caching is for: a step that computes, and is asked for some things often and for many seldom.</summary>
/// <param name="name">The name of the workload.</param>
/// <param name="rival">A cache whose hit rate this one is compared with, on Zipf 0.9 with scans and as many entries; null: none, and no other checks of the layer either.</param>
internal sealed class CachingWorkload(string name, CachingRival? rival = null) : MetricWorkload
{
    private const int Entries = 1_000;
    private const int RatedRequests = 200_000;

    // What a cache evicts beside its callers depends on the moment; the mean of some traces does less.
    private const int RatedTraces = 5;
    private const int Callers = 1_000;

    /// <summary>The metric.</summary>
    public static CachingWorkload OfTheMetric => new("cache");

    /// <summary>What the layer has to do beside that.</summary>
    public static CachingWorkload OfTheLayer(CachingRival rival) => new("caching", rival);

    public override string Name => name;

    public override string Unit => "500 calls of a step of 20 µs, Zipf 0.9 over 10,000 keys";

    public override string Baseline => "no cache: every call computes";

    public override double Target => 25;

    public override async ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => variant == WorkloadVariant.Baseline
        ? new CachingSide(OptimizationOptions.None, null, [])
        : await FilledAsync(
            new CachingSide(
                OptimizationOptions.None,
                Layer.Caching(new CachingOptions { MaxEntries = Entries }),
                rival is null ? [] : await ChecksAsync(rival, cancellationToken).ConfigureAwait(RunQueue.IsHere)),
            cancellationToken).ConfigureAwait(RunQueue.IsHere);

    public override ValueTask<WorkloadSide> OpenBaselineAsync(OptimizationOptions options, CancellationToken cancellationToken)
    {
        var side = new CachingSide(options, null, []);
        return options.Caching is { Enabled: true } ? FilledAsync(side, cancellationToken) : new(side);
    }

    private static async ValueTask<WorkloadSide> FilledAsync(CachingSide side, CancellationToken cancellationToken)
    {
        await side.FillAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
        return side;
    }

    private static async ValueTask<IReadOnlyList<WorkloadCheck>> ChecksAsync(CachingRival rival, CancellationToken cancellationToken)
    {
        var executor = new Executor();
        await using (executor.ConfigureAwait(RunQueue.IsHere))
        {
            return
            [
                await RateAsync(executor, rival, cancellationToken).ConfigureAwait(RunQueue.IsHere),
                await HitAsync(executor, cancellationToken).ConfigureAwait(RunQueue.IsHere),
                await FlightAsync(executor, cancellationToken).ConfigureAwait(RunQueue.IsHere),
            ];
        }
    }

    private static async ValueTask<WorkloadCheck> RateAsync(Executor executor, CachingRival rival, CancellationToken cancellationToken)
    {
        var points = 0.0;
        for (var trace = 0; trace < RatedTraces; trace++)
        {
            var requests = ZipfRequests.Make(RatedRequests, withScans: true, trace);
            var layer = Layer.Caching(new CachingOptions { MaxEntries = Entries });
            var pipeline = Pipeline.Create<int>("rated").Then("step", static key => key).AddLayer(layer).Build();
            foreach (var key in requests)
            {
                await executor.InvokeAsync(pipeline, key, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            }

            points += 100 * (layer.Statistics.HitRate!.Value - rival.HitRate(requests, Entries));
        }

        return new WorkloadCheck($"hit rate over {rival.Name}, with scans", points / RatedTraces, "points", 3, AtMost: false);
    }

    /// <summary>A whole run that is one hit of a small key: the median of batches over more than a second, when nothing is compiled any more.</summary>
    private static async ValueTask<WorkloadCheck> HitAsync(Executor executor, CancellationToken cancellationToken)
    {
        const int WarmUps = 6;
        const int Rounds = 9;
        const int Batches = 20;
        const int Calls = 20_000;
        var pipeline = Pipeline.Create<int>("hit").Then("step", static key => key).AddCaching().Build();
        var times = new List<double>();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                var began = Stopwatch.GetTimestamp();
                for (var call = 0; call < Calls; call++)
                {
                    await executor.InvokeAsync(pipeline, 1, cancellationToken).ConfigureAwait(RunQueue.IsHere);
                }

                times.Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds / Calls);
            }

            // The runtime compiles what is hot once 100 ms have brought nothing new.
            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }

        return new WorkloadCheck("a run that is one hit", times.Skip(WarmUps * Batches).Order().ElementAt(Rounds * Batches / 2), "ns", 100, AtMost: true);
    }

    /// <summary>How often a step is called that many callers want the same of, while its first call is under way.</summary>
    private static async ValueTask<WorkloadCheck> FlightAsync(Executor executor, CancellationToken cancellationToken)
    {
        var calls = 0;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pipeline = Pipeline.Create<int>("flight").Then("step", async (int key, StepContext _) =>
        {
            Interlocked.Increment(ref calls);
            await arrived.Task.ConfigureAwait(RunQueue.IsHere);
            return key;
        }).AddCaching().Build();
        var callers = Enumerable.Range(0, Callers).Select(_ => executor.InvokeAsync(pipeline, 1, cancellationToken).AsTask()).ToList();
        arrived.SetResult();
        await Task.WhenAll(callers).ConfigureAwait(RunQueue.IsHere);
        return new WorkloadCheck("calls of the step by 1,000 callers of one missing key", calls, "", 1, AtMost: true);
    }
}

/// <summary>Another cache, to compare how often it has what is asked for.</summary>
/// <param name="Name">Its name, such as <c>MemoryCache</c>.</param>
/// <param name="HitRate">Asks a new one with that many entries for each key in turn, puts in what it lacks, and gives hits divided by requests, 0 to 1.</param>
internal sealed record CachingRival(string Name, Func<IReadOnlyList<int>, int, double> HitRate);
