using Weir.Tests.Pipelines.Randomized;

namespace Weir.Tests.Workflows.Randomized;

/// <summary>Random workflows against a reference: failures, time-outs, conditions, barriers, items, resources, stops and cancellations.</summary>
public class RandomGraphTests
{
    private static readonly int Seeds = RandomPipelineTests.Setting("WEIR_RANDOM_CASES", 300);

    [Fact(Timeout = 300_000)]
    public async Task Run_OfARandomGraph_EndsAsTheReferenceSays()
    {
        var seen = new HashSet<(Behaviour, StepStatus)>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var graph = new RandomGraph(seed, mayStop: false);
            var log = new GraphLog(graph);
            var parallel = (seed % 5) + 1;
            using var run = await Some.RunAsync(graph.Build(log), maxParallel: parallel);
            Check(graph, log, run, $"seed {seed}");
            Assert.InRange(log.MostInFlight, 0, parallel);
            seen.UnionWith(graph.Steps.Zip(run.Steps, static (step, result) => (step.Behaviour, result.Status)));
        }

        // Every behaviour ended, and every one was skipped.
        Assert.True(Seeds < 300 || seen.Count >= 14, $"only {seen.Count} endings were seen: {string.Join(", ", seen)}");
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_OfARandomGraphThatMayStopOrIsCancelled_KeepsItsPromises()
    {
        var endings = new Dictionary<RunStatus, int>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var graph = new RandomGraph(seed, mayStop: true);
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
            var (calls, moment) = (0, new Random(seed).Next(1, 40));
            var log = new GraphLog(graph)
            {
                OnCall = _ =>
                {
                    if (Interlocked.Increment(ref calls) == moment && seed % 2 == 0)
                    {
                        source.Cancel();
                    }
                },
            };
            await using var executor = new Executor(new ExecutorOptions { MaxParallel = (seed % 4) + 1 });
            using var run = await executor.RunAsync(graph.Build(log), new RunOptions { FailFast = seed % 3 == 0 }, source.Token);
            log.Check(run, $"seed {seed}");
            endings[run.Status] = endings.GetValueOrDefault(run.Status) + 1;
            Assert.All(executor.Resources.Values, resource => Assert.True(SpinWait.SpinUntil(() => resource.Held == 0, TimeSpan.FromSeconds(20)), $"seed {seed}: {resource.Held} held"));
            foreach (var (step, result) in graph.Steps.Zip(run.Steps))
            {
                var wasCalled = log.CallsOf(step.Index) > 0;
                Assert.False(result.Status == StepStatus.Completed && !wasCalled, $"seed {seed}: {step.Name} completed without a call");
                Assert.False(result.Status == StepStatus.Skipped && wasCalled, $"seed {seed}: {step.Name} was skipped, but called");
            }
        }

        Assert.True(Seeds < 300 || endings.Count >= 3, string.Join(", ", endings));
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_OfTwoHundredWorkflowsAtOnce_EndsEachAsTheReferenceSays()
    {
        var (held, faults) = (0, 0);
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 4 });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async seed =>
        {
            var graph = new RandomGraph(seed, mayStop: false);
            var log = new GraphLog(graph)
            {
                OnHeld = amount =>
                {
                    if (Interlocked.Add(ref held, amount) > RandomGraph.ResourceLimit)
                    {
                        Interlocked.Increment(ref faults);
                    }
                },
            };
            using var run = await executor.RunAsync(graph.Build(log), Some.Token);
            Check(graph, log, run, $"seed {seed}");
        }));
        Assert.Equal((0, 0), (held, faults));
    }

    private static void Check(RandomGraph graph, GraphLog log, Run run, string what)
    {
        var expected = graph.Expected();
        foreach (var (step, result) in graph.Steps.Zip(run.Steps))
        {
            Assert.True(expected[step.Index] == result.Status, $"{what}: {step.Name} ({step}) is {result.Status}: {result.Reason}{result.Error?.Message}, and must be {expected[step.Index]}");
            var mustRun = result.Status != StepStatus.Skipped && !step.ConditionThrows;
            Assert.True(log.CallsOf(step.Index) == (mustRun ? step.Calls : 0), $"{what}: {step.Name} ({step}) was called {log.CallsOf(step.Index)} times");
        }

        Assert.Equal(expected.Contains(StepStatus.Failed) ? RunStatus.Failed : RunStatus.Completed, run.Status);
        log.Check(run, what);
    }
}
