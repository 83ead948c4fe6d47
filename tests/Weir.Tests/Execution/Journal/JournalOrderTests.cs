using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Weir.Tests.Pipelines.Randomized;
using Weir.Tests.Workflows.Scheduling;

namespace Weir.Tests.Execution.Journal;

/// <summary>The events of random runs, whole and resumed: dense numbers, each end behind its start, attempts counted, no outcome lost.</summary>
public class JournalOrderTests
{
    private static readonly int Seeds = RandomPipelineTests.Setting("WEIR_RANDOM_CASES", 150);

    private static readonly DurabilityOptions Durability = new()
    {
        Json = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), IncludeFields = true },
    };

    [Fact(Timeout = 120_000)]
    public async Task Events_OfAnyPipeline_KeepTheRules()
    {
        var isChecked = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var scenario = Scenario.Draw(seed, 20);
            Pipeline<int, int> pipeline;
            try
            {
                pipeline = Translation<int, Numbers>.Build(scenario, Durability);
            }
            catch (InvalidOperationException refused) when (refused.Message.Contains("merges states by making their changes again", StringComparison.Ordinal))
            {
                continue;
            }

            isChecked += await CheckAsync(seed, (executor, isNew, options) =>
            {
                new Play().Begin();
                return isNew ? UntypedAsync(executor.RunAsync(pipeline, scenario.Input, options, Some.Token)) : UntypedAsync(executor.ResumeAsync(pipeline, "run", [], options, Some.Token));
            });
        }

        Assert.True(isChecked > Seeds / 3, $"only {isChecked} of {Seeds} runs were resumed");
    }

    [Fact(Timeout = 120_000)]
    public async Task Events_OfAnyWorkflow_KeepTheRulesAndTheDependencies()
    {
        var isChecked = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomDurableWorkflow(seed);
            isChecked += await CheckAsync(
                seed,
                (executor, isNew, options) => isNew
                    ? executor.RunAsync(random.Workflow, options, Some.Token)
                    : executor.ResumeAsync(random.Workflow, "run", [], options, Some.Token),
                events => CheckDependencies(events, random));
        }

        Assert.True(isChecked > Seeds / 2, $"only {isChecked} of {Seeds} runs were resumed");
    }

    private static async ValueTask<Run> UntypedAsync<T>(ValueTask<Run<T>> run) => await run;

    /// <summary>One run as a whole, and one that broke off and goes on. Gives 1 if it could.</summary>
    private static async Task<int> CheckAsync(int seed, Func<Executor, bool, RunOptions, ValueTask<Run>> run, Action<IReadOnlyList<RunEvent>>? check = null)
    {
        var whole = await PartAsync(new InMemoryRunStore(), isNew: true, run, check);
        var store = new InMemoryRunStore();
        if (whole.Kept.Count < 3)
        {
            return 0;
        }

        await using (var dying = new Executor(new ExecutorOptions { Store = new DyingStore(store, new Random(seed).Next(1, whole.Kept.Count - 1)), MaxParallel = 3 }))
        {
            using var broken = await run(dying, true, new RunOptions { Id = "run" });
        }

        await PartAsync(store, isNew: false, run, check);
        return 1;
    }

    private static async Task<(IReadOnlyList<RunEvent> Observed, List<RunEvent> Kept)> PartAsync(
        InMemoryRunStore store, bool isNew, Func<Executor, bool, RunOptions, ValueTask<Run>> run, Action<IReadOnlyList<RunEvent>>? check)
    {
        var before = await store.ReadAsync("run", 0, Some.Token).ToListAsync(Some.Token);
        var first = before.Count == 0 ? 0 : before[^1].Sequence + 1;
        var observer = new RecordingObserver();
        await using var executor = new Executor(new ExecutorOptions { Store = store, MaxParallel = 3 });
        using var ended = await run(executor, isNew, new RunOptions { Id = "run", Progress = observer });
        Assert.Null(ended.ProgressError);
        Assert.False(observer.Overlapped);
        var kept = await store.ReadAsync("run", first, Some.Token).ToListAsync(Some.Token);
        EventRules.CheckObserved(observer.Events, first);
        EventRules.CheckKept(observer.Events, kept);
        Assert.Equal(ended.Status, Assert.IsType<RunEnded>(kept[^1]).Status);
        check?.Invoke(observer.Events);
        return (observer.Events, kept);
    }

    /// <summary>No step starts before those that it needs have ended.</summary>
    private static void CheckDependencies(IReadOnlyList<RunEvent> events, RandomDurableWorkflow random)
    {
        var ended = events.OfType<StepEnded>().GroupBy(static one => one.Result.Path, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Last().Sequence, StringComparer.Ordinal);
        foreach (var started in events.OfType<StepStarted>())
        {
            var step = Array.FindIndex(random.Outputs, output => output.Path == started.Path);
            foreach (var need in step < 0 ? [] : random.NeedsOf(step))
            {
                // A recalled step has no event of its own.
                Assert.True(!ended.TryGetValue(random.Outputs[need].Path, out var end) || end < started.Sequence, $"{started.Path} started before {random.Outputs[need].Path} had ended");
            }
        }
    }
}
