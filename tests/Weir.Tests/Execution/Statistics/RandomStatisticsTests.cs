using FsCheck;
using FsCheck.Fluent;

namespace Weir.Tests.Execution.Statistics;

/// <summary>Runs that end in every way, many at once, against what their callers saw.</summary>
public class RandomStatisticsTests
{
    [Fact(Timeout = 120_000)]
    public async Task Statistics_OfRandomRuns_AddUpToWhatTheCallersSaw() => await Task.Run(
        static () => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed => CheckAsync(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60)),
        Some.Token);

    private static async Task CheckAsync(Random random)
    {
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        var callers = new Callers(executor, random.Next());
        var running = Enumerable.Range(0, 4).Select(worker => Task.Run(() => callers.WorkAsync(worker), Some.Token)).ToArray();
        var all = Task.WhenAll(running);
        while (!all.IsCompleted)
        {
            CheckReading(executor.GetStatistics());
            await Task.Yield();
        }

        await all;
        var statistics = executor.GetStatistics();
        CheckReading(statistics);
        Assert.Equal(0, statistics.Metrics.Runs.InFlight);
        Assert.Equal(callers.Ends.Where(static end => end is not ("completed" or "cancelled")).CountBy(static end => end).OrderBy(static end => end.Key), statistics.Errors.ByType.Select(static one => KeyValuePair.Create(one.Key, (int)one.Value)).OrderBy(static end => end.Key));
        Assert.Equal(callers.Ends.Count(static end => end == "completed"), statistics.Metrics.Runs.Completed);
        Assert.Equal(callers.Ends.Count(static end => end == "cancelled"), statistics.Errors.Cancelled);
        Assert.Equal(callers.Ends.Count, statistics.ExecutionCount);
    }

    /// <summary>What is so at any moment.</summary>
    private static void CheckReading(ExecutorStatistics read)
    {
        Assert.Equal(read.ExecutionTimes.Buckets.Sum(static bucket => bucket.Count), read.ExecutionCount);
        Assert.Equal(read.ExecutionCount, read.Metrics.ByName.Values.Sum(static one => one.Ended));
        Assert.All(read.Metrics.ByName.Values, static one =>
        {
            Assert.True(one.InFlight >= 0 && one.Completed >= 0 && one.TimedOut <= one.Failed);
            Assert.Equal(one.Ended, one.Completed + one.Failed + one.Cancelled + one.Paused);
        });
        Assert.True(read.Errors.Count <= read.Metrics.Runs.Failed);
    }

    private sealed class Callers(Executor executor, int seed)
    {
        private const int RunsEach = 60;

        private readonly Lock _gate = new();
        private readonly List<string> _ends = [];

        public List<string> Ends => _ends;

        public async Task WorkAsync(int worker)
        {
            var random = new Random(seed + worker);
            for (var i = 0; i < RunsEach; i++)
            {
                var end = await (random.Next(3) switch
                {
                    0 => InvokeAsync(random),
                    1 => RunAsync(random),
                    _ => RunWorkflowAsync(random),
                });
                lock (_gate)
                {
                    _ends.Add(end);
                }
            }
        }

        private async Task<string> InvokeAsync(Random random)
        {
            using var source = new CancellationTokenSource();
            try
            {
                await executor.InvokeAsync(Draw(random, source), 1, source.Token);
                return "completed";
            }
            catch (Exception error)
            {
                return NameOf(error);
            }
        }

        private async Task<string> RunAsync(Random random)
        {
            using var source = new CancellationTokenSource();
            var options = new RunOptions { Progress = random.Next(2) == 0 ? new RecordingObserver() : null };
            using var run = await executor.RunAsync(Draw(random, source), 1, options, source.Token);
            return EndOf(run);
        }

        private async Task<string> RunWorkflowAsync(Random random)
        {
            using var source = new CancellationTokenSource();
            var builder = Workflow.Create("workflow");
            var stage = builder.AddStage("stage");
            var (first, second) = (Draw(random, source), Draw(random, source));
            var value = stage.AddStep("value", static _ => new ValueTask<int>(1));
            stage.AddStep("first", value, first);
            stage.AddStep("second", value, second);
            using var run = await executor.RunAsync(builder.Build(), source.Token);
            return EndOf(run);
        }

        private static string EndOf(Run run) => run.Status switch
        {
            RunStatus.Completed => "completed",
            RunStatus.Cancelled => "cancelled",
            _ => NameOf(run.Error!),
        };

        private static string NameOf(Exception error) => error switch
        {
            StepFailedException => ErrorStatistics.FailedByValue,
            OperationCanceledException => "cancelled",
            _ => error.GetType().FullName!,
        };

        private static Pipeline<int, int> Draw(Random random, CancellationTokenSource source)
        {
            var (waits, way) = (random.Next(2) == 0, random.Next(6));
            return Pipeline.Create<int>($"p{random.Next(5)}").Then("s", async (int x, StepContext context) =>
            {
                if (waits)
                {
                    await Task.Yield();
                }

                switch (way)
                {
                    case 0:
                        throw new FormatException();
                    case 1:
                        throw new InvalidOperationException();
                    case 2:
                        return context.Fail<int>("no");
                    case 3:
                        await source.CancelAsync();
                        context.CancellationToken.ThrowIfCancellationRequested();
                        return x;
                    default:
                        return x;
                }
            }).Build();
        }
    }
}
