using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Weir.IntegrationTests;

/// <summary>A release build with the switch that watches contexts and frames.</summary>
public class StepContextCheckTests
{
    // The switch is read once in a process, before its first run.
    [ModuleInitializer]
    internal static void Watch() => AppContext.SetSwitch("Weir.CheckStepContexts", true);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Context_UsedAfterItsStep_SaysSoByName(bool suspends, bool isRecorded)
    {
        var kept = new ConcurrentQueue<StepContext>();
        var pipeline = Build(kept, suspends);
        await using var executor = new Executor();
        for (var i = 0; i < 3; i++)
        {
            await RunAsync(executor, pipeline, isRecorded);
        }

        // One for each of first, inner, three items and last, three times.
        Assert.Equal(18, kept.Distinct().Count());
        Assert.All(kept, static context =>
        {
            Func<object?>[] members =
            [
                () => context.RunId, () => context.StepName, () => context.Path, () => context.Attempt, () => context.Feedback, () => context.Time, () => context.Services,
                () => context.CancellationToken, () => context.Fail<int>("late"),
            ];
            Assert.All(members, static member =>
            {
                var message = Assert.Throws<ObjectDisposedException>(member).Message;
                Assert.Contains("was used after the step had ended", message, StringComparison.Ordinal);
                Assert.Matches("The context of the step '(first|inner|map|last)'", message);
            });
            Assert.Throws<ObjectDisposedException>(() => context.AddUsage(new Usage(1, 1, 1)));
        });
    }

    [Fact(Timeout = 120_000)]
    public async Task Frames_OfManyRunsAtOnce_AreHandedOutOnce()
    {
        // With the switch on, a frame that is handed out or given back twice throws.
        await using var executor = new Executor();
        var pipelines = new[] { Build([], false), Build([], true) };
        var random = new Random(11);
        var runs = Enumerable.Range(0, 200).Select(i => (Pipeline: pipelines[random.Next(2)], IsRecorded: random.Next(2) == 0));
        await Task.WhenAll(runs.Select(one => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await RunAsync(executor, one.Pipeline, one.IsRecorded);
            }
        })));
    }

    private static Pipeline<int, int> Build(ConcurrentQueue<StepContext> kept, bool suspends)
    {
        async ValueTask<int> KeepAsync(int x, StepContext context)
        {
            kept.Enqueue(context);
            var (name, id) = (context.StepName, context.RunId);
            if (suspends)
            {
                await Task.Yield();
                Assert.Equal((name, id), (context.StepName, context.RunId));
            }

            return x + 1;
        }

        var inner = Pipeline.Create<int>("group").Then("inner", KeepAsync).Build();
        return Pipeline.Create<int>("watched")
            .Then("first", KeepAsync)
            .Then(inner)
            .Map("map", static x => new[] { x, x, x }, Step.From<int, int>("item", KeepAsync))
            .Then("sum", static values => values.Sum())
            .Then("last", KeepAsync, static step => step.Validate("any", static _ => null))
            .Build();
    }

    private static async Task RunAsync(Executor executor, Pipeline<int, int> pipeline, bool isRecorded)
    {
        if (!isRecorded)
        {
            Assert.Equal(10, await executor.InvokeAsync(pipeline, 0, TestContext.Current.CancellationToken));
            return;
        }

        using var run = await executor.RunAsync(pipeline, 0, TestContext.Current.CancellationToken);
        run.ThrowIfFailed();
        Assert.Equal(10, run.Output);
    }
}
