using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Pooling;

namespace Weir.Tests.Pipelines.Randomized;

/// <summary>Random pipelines, run in every way, against a reference. <c>WEIR_RANDOM_CASES</c> asks for more of them, <c>WEIR_RANDOM_SEED</c> for others.</summary>
public class RandomPipelineTests
{
    private static readonly int Cases = Setting("WEIR_RANDOM_CASES", 3_000);

    private static readonly ulong Seed = (ulong)Setting("WEIR_RANDOM_SEED", 20_261_121);

    private static readonly Arbitrary<Scenario> Scenarios = Arb.From(
        Gen.Sized(static size => Gen.Choose(0, int.MaxValue).Select(seed => Scenario.Draw(seed, size))),
        static scenario => scenario.Shrink());

    [Fact(Timeout = 300_000)]
    public Task Run_OfAnyPipeline_IsWhatTheReferenceSays() => CheckAsync(new ExecutorOptions(), Cases);

    [Fact(Timeout = 300_000)]
    public Task Run_OfAnyPipelineWithOptimizations_IsWhatTheReferenceSays() => CheckAsync(
        new ExecutorOptions { Optimizations = new OptimizationOptions { Fusion = new FusionOptions(), Contexts = new ContextsOptions(), Pooling = new PoolingOptions() } }, Cases / 3);

    private static async Task CheckAsync(ExecutorOptions options, int cases)
    {
        await using var executor = new Executor(options);
        await Task.Run(
            () => Prop.ForAll(Scenarios, scenario => Check(executor, scenario)).Check(
                Config.QuickThrowOnFailure.WithMaxTest(cases).WithEndSize(40).WithReplay(Seed, 9)),
            Some.Token);
    }

    internal static int Setting(string name, int value) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : value;

    private static Task Check(Executor executor, Scenario scenario) => scenario.Kind switch
    {
        0 => CheckAsync<int, Numbers>(executor, scenario),
        1 => CheckAsync<string, Texts>(executor, scenario),
        2 => CheckAsync<Wide, Wides>(executor, scenario),
        _ => CheckAsync<Int128?, Halves>(executor, scenario),
    };

    private static async Task CheckAsync<T, TKind>(Executor executor, Scenario scenario)
        where TKind : IValueKind<T>
    {
        var pipeline = Translation<T, TKind>.Build(scenario);
        Assert.Equal(pipeline.Describe().DefinitionHash, Translation<T, TKind>.Build(scenario).Describe().DefinitionHash);
        var reference = Reference.Of(scenario);
        var input = TKind.From(scenario.Input);
        await RunAsync();
        await InvokeAsync();
        await Task.WhenAll(Task.Run(RunAsync), Task.Run(InvokeAsync), RunAsync(), InvokeAsync());
        await RunAsync();

        async Task RunAsync()
        {
            var play = new Play();
            play.Begin();
            using var run = await executor.RunAsync(pipeline, input, Some.Token);
            CheckPlay(play, reference);
            Assert.Equal(reference.Text, Seen<T, TKind>.Of(run));
            CheckRun(run, reference, TKind.ToNumber);
            if (reference.State is { } state)
            {
                Assert.Equal(state.Value, run.State<ImmutableList<string>>());
            }
        }

        async Task InvokeAsync()
        {
            var play = new Play();
            play.Begin();
            var (value, error) = (0, (Exception?)null);
            try
            {
                value = TKind.ToNumber(await executor.InvokeAsync(pipeline, input, Some.Token));
            }
            catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
            {
                error = thrown;
            }

            CheckPlay(play, reference);
            Assert.Equal(reference.Result.Failure?.Type, error?.GetType().Name);
            if (error is null)
            {
                Assert.Equal(reference.Result.Value, value);
            }
            else if (error is not AggregateException)
            {
                Assert.Equal(reference.Result.Failure!.Feedback, error.Message);
            }
        }
    }

    private static void CheckRun<T>(Run<T> run, Reference reference, Func<T, int> toNumber)
    {
        Assert.Equal((reference.Usage, reference.Attempts), (run.Usage, run.Attempts));
        if (reference.Result.Failure is { } failure)
        {
            Assert.Equal((RunStatus.Failed, failure.Type), (run.Status, run.Error?.GetType().Name));
            Assert.Throws<RunFailedException>(run.ThrowIfFailed);
            Assert.Throws<InvalidOperationException>(() => run.Output);
        }
        else
        {
            Assert.Equal((RunStatus.Completed, null, reference.Result.Value), (run.Status, run.Error, toNumber(run.Output)));
            run.ThrowIfFailed();
        }
    }

    private static void CheckPlay(Play play, Reference reference)
    {
        Assert.Empty(play.Errors);
        Assert.Equal(0, play.InFlight);
        Assert.Equal(reference.Calls, play.Calls.OrderBy(static call => call.Key, StringComparer.Ordinal));
    }
}
