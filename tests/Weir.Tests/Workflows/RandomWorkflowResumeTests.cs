using Weir.Tests.Execution.Journal;
using Weir.Tests.Pipelines.Randomized;
using Weir.Tests.Workflows.Scheduling;

namespace Weir.Tests.Workflows;

/// <summary>Random workflows that break off after any event, or are cancelled, and are resumed and answered: they end as the reference says, and no leaf with an outcome runs again.</summary>
public class RandomWorkflowResumeTests
{
    // The attempts of a run whose end nobody saw but the journal.
    private const int Unseen = -1;

    private static readonly int Seeds = RandomPipelineTests.Setting("WEIR_RANDOM_CASES", 120);

    [Theory(Timeout = 300_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resume_AfterAnyEvent_EndsAsTheReferenceSays(bool inFile)
    {
        for (var seed = 0; seed < (inFile ? Seeds / 6 : Seeds); seed++)
        {
            var random = new RandomDurableWorkflow(seed);
            var memory = new InMemoryRunStore();
            var whole = await EndAsync(random, memory, new Random(seed));
            var events = await memory.ReadAsync("run", 0, Some.Token).CountAsync(Some.Token);
            var deaths = Enumerable.Range(1, events - 1).ToArray();
            new Random(seed).Shuffle(deaths);
            foreach (var death in inFile ? deaths[..Math.Min(3, deaths.Length)] : deaths)
            {
                var ended = inFile ? await DieInFileAsync(random, death) : await DieAsync(random, new InMemoryRunStore(), death);
                Assert.True(whole == (ended.Attempts == Unseen ? ended with { Attempts = whole.Attempts, Usage = whole.Usage } : ended), $"seed {seed}, death {death}: {ended}, and without a break {whole}");
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Resume_OfARunCancelledAtAnyCall_EndsAsTheReferenceSays()
    {
        var cancelled = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomDurableWorkflow(seed);
            var whole = await EndAsync(random, new InMemoryRunStore(), new Random(seed));
            var store = new InMemoryRunStore();
            var moment = new Random(seed).Next(1, random.Count + 1);
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
            random.Calls.Clear();
            random.OnCall = calls =>
            {
                if (calls == moment)
                {
                    source.Cancel();
                }
            };
            await using (var executor = new Executor(new ExecutorOptions { Store = store, MaxParallel = 3 }))
            {
                using var run = await executor.RunAsync(random.Workflow, new RunOptions { Id = "run" }, source.Token);
                cancelled += run.Status == RunStatus.Cancelled ? 1 : 0;
            }

            random.OnCall = null;
            if ((await store.ListAsync(new RunFilter(), Some.Token)).Runs[0].Status is RunStatus.Cancelled or RunStatus.Paused)
            {
                Assert.Equal(whole, await EndAsync(random, store, new Random(seed)));
            }
        }

        Assert.True(cancelled > Seeds / 4, $"only {cancelled} of {Seeds} runs were cancelled");
    }

    private static async Task<Ending> DieInFileAsync(RandomDurableWorkflow random, int death)
    {
        using var journal = new JournalFile();
        await using var file = await FileRunStore.OpenAsync(journal.Path, Some.Token);
        return await DieAsync(random, file, death);
    }

    /// <summary>Lets the process of the run die after so many events, of whichever part of the run, and brings it to its end.</summary>
    private static async Task<Ending> DieAsync(RandomDurableWorkflow random, IRunStore store, int death)
    {
        try
        {
            await EndAsync(random, new DyingStore(store, death), new Random(death));
        }
        catch (IOException)
        {
            // It died when it was to be resumed.
        }

        return await EndAsync(random, store, new Random(death));
    }

    /// <summary>Starts or resumes the run and answers its pauses, some or all at once, until it ends or dies.</summary>
    private static async Task<Ending> EndAsync(RandomDurableWorkflow random, IRunStore store, Random answering)
    {
        await using var executor = new Executor(new ExecutorOptions { Store = store, MaxParallel = 3 });
        var status = RunStatus.Running;
        while (true)
        {
            random.Calls.Clear();
            var known = await KeptAsync(store);
            if (known.Status is RunStatus.Completed or RunStatus.Failed)
            {
                // It died behind its end.
                return new Ending(known.Status, Unseen, default);
            }

            var pauses = await store.ReadPausesAsync("run", Some.Token);
            var some = pauses.Take(answering.Next(pauses.Count == 0 ? 0 : 1, pauses.Count + 1));
            using var run = known.Events == 0
                ? await executor.RunAsync(random.Workflow, new RunOptions { Id = "run" }, Some.Token)
                : await executor.ResumeAsync(random.Workflow, "run", [.. some.Select(static pause => new PauseAnswer(pause.Path, RandomDurableWorkflow.Answer(pause.Path)))], cancellationToken: Some.Token);
            Assert.DoesNotContain(random.Calls, call => known.Paths.Contains(call.Path));
            status = run.Status;
            if (status != RunStatus.Paused)
            {
                if (store is not DyingStore)
                {
                    Check(random, run);
                }

                return new Ending(status, run.Attempts, run.Usage);
            }
        }
    }

    private static void Check(RandomDurableWorkflow random, Run run)
    {
        Assert.Equal(random.Statuses.Contains(StepStatus.Failed) ? RunStatus.Failed : RunStatus.Completed, run.Status);
        for (var i = 0; i < random.Count; i++)
        {
            Assert.Equal(random.Statuses[i], run.Steps.Single(step => step.Name == RandomDurableWorkflow.Name(i)).Status);
            Assert.Equal(random.Statuses[i] == StepStatus.Completed, run.TryGetOutput(random.Outputs[i], out var value));
            Assert.Equal(random.Values[i], value);
        }
    }

    /// <summary>The paths whose outcome is kept, each once, and how the run stands.</summary>
    private static async Task<(HashSet<string> Paths, int Events, RunStatus Status)> KeptAsync(IRunStore store)
    {
        var (paths, events, status) = (new HashSet<string>(StringComparer.Ordinal), 0, RunStatus.Running);
        await foreach (var one in store.ReadAsync("run", 0, Some.Token))
        {
            events++;
            if (one is StepEnded { IsKept: true } ended)
            {
                Assert.True(paths.Add(ended.Result.Path), $"{ended.Result.Path} has two outcomes");
            }

            status = one switch
            {
                RunResumed => RunStatus.Running,
                RunEnded end => end.Status,
                _ => status,
            };
        }

        return (paths, events, status);
    }

    private sealed record Ending(RunStatus Status, int Attempts, Usage Usage);
}
