using System.Diagnostics;

namespace Weir.Soak;

/// <summary>The load, and the check at its end.</summary>
internal static class Soaking
{
    private const int Workers = 16;
    private const double Megabyte = 1 << 20;

    // How much more memory may be held at the end than when all had run for a while.
    private const double MostGrowth = 48;

    public static async Task<SoakReport> RunAsync(TimeSpan time, int seed)
    {
        var unobserved = 0;
        TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref unobserved);
        var (ledger, dependency) = (new Ledger(), new Dependency());
        var pipelines = new SoakPipelines(ledger, dependency);
        var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        var load = new SoakLoad(executor, pipelines, ledger);
        var started = Stopwatch.GetTimestamp();

        // A tenth of the time first, so that pools, caches and journals are as full as they get.
        var switches = await LoadAsync(time / 10, seed);
        var before = Held();
        switches += await LoadAsync(time * 0.9, seed + 1);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var recoveries = await RecoverAsync(executor, pipelines, ledger);
        CheckRuns(executor.GetStatistics(), pipelines, ledger);
        await CheckEndAsync(executor, ledger);
        var after = Held();
        ledger.Require(after - before <= MostGrowth, $"{after - before:0.0} MB more are held than at the beginning; at most {MostGrowth} may be.");
        ledger.Require(unobserved == 0, $"{unobserved} exceptions of tasks were observed by nobody.");
        var figures = new Dictionary<string, double>
        {
            ["heldAtFirstMB"] = Math.Round(before, 1),
            ["heldAtEndMB"] = Math.Round(after, 1),
            ["rentedObjectsMade"] = Rented.Made,
            ["callsUntilTheBreakerClosed"] = recoveries,
            ["breakerFaults"] = pipelines.Breaking.Faults,
        };
        return new SoakReport(seed, Math.Round(seconds, 1), ledger.Runs, switches, figures, ledger.Violations);

        async Task<long> LoadAsync(TimeSpan part, int seed)
        {
            using var over = new CancellationTokenSource(part, TimeProvider.System);
            var switching = Task.Run(() => Switching.RunAsync(executor, dependency, new Random(seed), over.Token));
            await Task.WhenAll(Enumerable.Range(1, Workers).Select(worker => Task.Run(() => load.WorkAsync(new Random(seed + worker), over.Token))));
            return await switching;
        }
    }

    /// <summary>What lives, in megabytes, once all that is dead is gone.</summary>
    private static double Held()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
    }

    /// <summary>The dependency is well again, so after its break the breaker lets a call try, and closes.</summary>
    private static async Task<int> RecoverAsync(Executor executor, SoakPipelines pipelines, Ledger ledger)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
        var calls = 0;
        while (++calls < 10)
        {
            ledger.Count("probe");
            if (await executor.InvokeAsync(pipelines.Guarded, 1) == 1)
            {
                break;
            }
        }

        ledger.Require(calls == 1, $"The breaker let a call through after {calls} calls, not at the first one.");
        ledger.Require(pipelines.Breaking.Faults == 0, $"The breaker had {pipelines.Breaking.Faults} faults.");
        return calls;
    }

    private static void CheckRuns(ExecutorStatistics statistics, SoakPipelines pipelines, Ledger ledger)
    {
        var runs = statistics.Metrics.Runs;
        var paused = ledger.Runs.GetValueOrDefault("journaled");
        ledger.Require(runs.Started == ledger.ExecutorRuns, $"{ledger.ExecutorRuns} runs were asked for, and {runs.Started} began.");
        ledger.Require(runs.InFlight == 0, $"{runs.InFlight} runs have not ended.");
        ledger.Require(
            (runs.Failed, runs.Cancelled, runs.Paused) == (ledger.Failed, ledger.Cancelled, paused),
            $"{runs.Failed} runs failed, {runs.Cancelled} were cancelled, {runs.Paused} paused; it should have been {ledger.Failed}, {ledger.Cancelled} and {paused}.");
        ledger.Require(pipelines.Out == 0, $"{pipelines.Out} rentals were not given back.");
    }

    private static async Task CheckEndAsync(Executor executor, Ledger ledger)
    {
        try
        {
            await executor.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            ledger.Require(false, "The executor waits for a run that nobody waits for.");
        }
    }
}
