using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FsCheck;
using FsCheck.Fluent;
using Weir.Tests.Pipelines.Randomized;

namespace Weir.Tests.Execution.Journal;

/// <summary>Random pipelines that break off after any event and are resumed: they end as if nothing had happened, and no leaf with an outcome runs again.</summary>
public class RandomResumeTests
{
    private static int _checked;

    private static readonly int Cases = RandomPipelineTests.Setting("WEIR_RANDOM_CASES", 300);

    private static readonly DurabilityOptions Durability = new()
    {
        Json = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), IncludeFields = true },
    };

    private static readonly Arbitrary<Scenario> Scenarios = Arb.From(
        Gen.Sized(static size => Gen.Choose(0, int.MaxValue).Select(seed => Scenario.Draw(seed, size))),
        static scenario => scenario.Shrink());

    [Theory(Timeout = 300_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resume_AfterAnyEvent_EndsAsIfNothingHadHappened(bool inFile)
    {
        var cases = inFile ? Cases / 5 : Cases;
        var before = _checked;
        await Task.Run(
            () => Prop.ForAll(Scenarios, scenario => Check(scenario, inFile)).Check(
                Config.QuickThrowOnFailure.WithMaxTest(cases).WithEndSize(30).WithReplay(20_261_121UL, 9)),
            Some.Token);
        Assert.True(_checked - before > cases / 2, $"only {_checked - before} of {cases} pipelines could be durable");
    }

    private static Task Check(Scenario scenario, bool inFile) => scenario.Kind switch
    {
        0 => CheckAsync<int, Numbers>(scenario, inFile),
        1 => CheckAsync<string, Texts>(scenario, inFile),
        2 => CheckAsync<Wide, Wides>(scenario, inFile),
        _ => CheckAsync<Int128?, Halves>(scenario, inFile),
    };

    private static async Task CheckAsync<T, TKind>(Scenario scenario, bool inFile)
        where TKind : IValueKind<T>
    {
        Pipeline<T, T> pipeline;
        try
        {
            pipeline = Translation<T, TKind>.Build(scenario, Durability);
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains("merges states by making their changes again", StringComparison.Ordinal))
        {
            return;
        }

        Interlocked.Increment(ref _checked);
        var reference = Reference.Of(scenario);
        var whole = new InMemoryRunStore();
        var events = await RunAsync(pipeline, TKind.From(scenario.Input), whole);
        var deaths = Enumerable.Range(1, events - 1).ToArray();
        new Random(scenario.Input).Shuffle(deaths);
        foreach (var death in deaths.Take(inFile ? 2 : 8))
        {
            await CheckAsync<T, TKind>(scenario, pipeline, reference, death, inFile);
        }
    }

    private static async Task<int> RunAsync<T>(Pipeline<T, T> pipeline, T input, IRunStore store)
    {
        new Play().Begin();
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        using var run = await executor.RunAsync(pipeline, input, new RunOptions { Id = "run" }, Some.Token);
        return await store.ReadAsync("run", 0, Some.Token).CountAsync(Some.Token);
    }

    private static async Task CheckAsync<T, TKind>(Scenario scenario, Pipeline<T, T> pipeline, Reference reference, int death, bool inFile)
        where TKind : IValueKind<T>
    {
        var path = Path.Combine(Path.GetTempPath(), $"weir-{Guid.NewGuid():n}.jsonl");
        try
        {
            var memory = new InMemoryRunStore();
            if (inFile)
            {
                await using (var file = await FileRunStore.OpenAsync(path, Some.Token))
                {
                    await RunAsync(pipeline, TKind.From(scenario.Input), new DyingStore(file, death));
                }

                await using var opened = await FileRunStore.OpenAsync(path, Some.Token);
                await ResumeAsync(opened);
            }
            else
            {
                await RunAsync(pipeline, TKind.From(scenario.Input), new DyingStore(memory, death));
                await ResumeAsync(memory);
            }
        }
        finally
        {
            File.Delete(path);
        }

        async Task ResumeAsync(IRunStore store)
        {
            var kept = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var one in store.ReadAsync("run", 0, Some.Token))
            {
                if (one is StepEnded { IsKept: true } ended)
                {
                    Assert.True(kept.Add(ended.Result.Path), $"{ended.Result.Path} ended twice");
                }
            }

            var play = new Play();
            play.Begin();
            await using var executor = new Executor(new ExecutorOptions { Store = store });
            using var run = await executor.ResumeAsync(pipeline, "run", cancellationToken: Some.Token);
            Assert.Equal(reference.Text, Seen<T, TKind>.Of(run));
            Assert.Equal((reference.Usage, reference.Attempts), (run.Usage, run.Attempts));
            if (reference.State is { } state)
            {
                Assert.Equal(state.Value, run.State<ImmutableList<string>>());
            }

            Assert.Empty(play.Errors);

            // Functions without a context do not know their path.
            Assert.Equal(
                reference.Calls.Where(call => call.Key[0] != '|' && !kept.Contains(call.Key[..call.Key.IndexOf('|', StringComparison.Ordinal)])),
                play.Calls.Where(static call => call.Key[0] != '|').OrderBy(static call => call.Key, StringComparer.Ordinal));
        }
    }
}
