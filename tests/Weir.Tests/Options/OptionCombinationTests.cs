using System.Collections.Immutable;
using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Concurrency;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;
using Weir.Layers.Telemetry;
using Weir.Tests.Pipelines.Randomized;

namespace Weir.Tests.Options;

/// <summary>Whatever is chosen of the options of an executor, random pipelines give what they give without.</summary>
public sealed class OptionCombinationTests
{
    private static readonly int Cases = RandomPipelineTests.Setting("WEIR_RANDOM_CASES", 3_000) / 100;

    // Each so that it does what it does in every run, and refuses or repeats nothing.
    private static readonly Func<OptimizationOptions, OptimizationOptions>[] Parts =
    [
        static options => options with { Fusion = new FusionOptions() },
        static options => options with { Contexts = new ContextsOptions() },
        static options => options with { Pooling = new PoolingOptions() },
        static options => options with { Concurrency = new ConcurrencyOptions { MaxConcurrent = 3, PartitionSize = 2 } },
        static options => options with { Caching = new CachingOptions() },
        static options => options with { Telemetry = new TelemetryOptions { SamplingRate = 1 } },
        static options => options with { CircuitBreaking = new CircuitBreakingOptions { MinimumCalls = 1_000_000 } },
        static options => options with { Hedging = new HedgingOptions { Delay = TimeSpan.FromDays(1) } },
    ];

    [Fact]
    public Task Runs_WithNone_AreThoseOfTheBareExecutor() => CheckAsync([]);

    [Fact]
    public async Task Runs_WithEach_AreThoseOfTheBareExecutor()
    {
        foreach (var part in Parts)
        {
            await CheckAsync([part]);
        }
    }

    [Fact]
    public async Task Runs_WithEachPair_AreThoseOfTheBareExecutor()
    {
        foreach (var (index, first) in Parts.Index())
        {
            foreach (var second in Parts.Skip(index + 1))
            {
                await CheckAsync([first, second]);
            }
        }
    }

    [Fact]
    public Task Runs_WithAll_AreThoseOfTheBareExecutor() => CheckAsync(Parts);

    private static async Task CheckAsync(IEnumerable<Func<OptimizationOptions, OptimizationOptions>> parts)
    {
        var options = parts.Aggregate(OptimizationOptions.None, static (all, part) => part(all));
        for (var seed = 0; seed < Cases; seed++)
        {
            var scenario = Scenario.Draw(seed, 40) with { Kind = seed % 3 };
            await (scenario.Kind switch
            {
                0 => CheckAsync<int, Numbers>(scenario, options),
                1 => CheckAsync<string, Texts>(scenario, options),
                _ => CheckAsync<Wide, Wides>(scenario, options),
            });
        }
    }

    private static async Task CheckAsync<T, TKind>(Scenario scenario, OptimizationOptions options)
        where TKind : IValueKind<T>
    {
        var pipeline = Translation<T, TKind>.Build(scenario);
        var input = TKind.From(scenario.Input);
        await using var bare = new Executor();
        await using var optimized = new Executor(new ExecutorOptions { Optimizations = options, CollectStatistics = true, TelemetryExporter = new Exporter() });
        new Play().Begin();
        using var expected = await bare.RunAsync(pipeline, input, Some.Token);
        using var actual = await optimized.RunAsync(pipeline, input, Some.Token);
        var what = $"seed with {OptimizationOptionsFile.ToJson(options)}: {scenario}";
        Assert.True(Tell(expected) == Tell(actual), $"{what}{Tell(expected)}{Tell(actual)}");
        if (optimized.GetStatistics().CacheHits is null or 0)
        {
            Assert.True(Seen<T, TKind>.Of(expected) == Seen<T, TKind>.Of(actual), $"{what}\n{Seen<T, TKind>.Of(expected)}\n\n{Seen<T, TKind>.Of(actual)}");
            Assert.Equal((expected.Attempts, expected.Usage), (actual.Attempts, actual.Usage));
        }
        else
        {
            // A hit calls nothing, so it has no attempts and uses nothing.
            Assert.True(actual.Attempts < expected.Attempts, what);
        }

        string Tell(Run<T> run) => $"""

            {run.Status}, {(run.Status == RunStatus.Completed ? TKind.ToNumber(run.Output) : 0)}, {run.Error?.GetType().Name} {run.Error?.Message}, {(scenario.HasState ? string.Join(' ', run.State<ImmutableList<string>>()) : "")}
            {string.Join('\n', Seen<T, TKind>.All(run.Steps).Select(static step => $"{step.Path} {step.Name}: {step.Status}, {step.Error?.GetType().Name}, {step.Reason}"))}
            """;
    }

    // The one that is there without it samples nothing where nobody listens.
    private sealed class Exporter : TelemetryExporter
    {
        public override ValueTask ExportAsync(IReadOnlyList<TelemetrySpan> batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
