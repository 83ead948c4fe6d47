using System.Diagnostics;

namespace Weir.Tests.Execution;

/// <summary>What flows with the execution context: a pipeline is to it what an async method is.</summary>
public class FlowTests
{
    private static readonly AsyncLocal<string?> Local = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AsyncLocals_SetInAStep_AreSeenInsideAndNotByTheCaller(bool suspends)
    {
        Local.Value = "caller";
        var seen = new List<string?>();
        var inner = Pipeline.Create<int>("inner").Then("sees", async (int x, StepContext _) =>
        {
            if (suspends)
            {
                await Task.Yield();
            }

            lock (seen)
            {
                seen.Add(Local.Value);
            }

            Local.Value = "lost in an async method";
            return x;
        }).Build();
        var pipeline = Pipeline.Create<int>("outer")
            .Then("sets", static x =>
            {
                Local.Value = "set";
                return x;
            })
            .Then(inner)
            .Map("map", static x => new[] { x, x }, inner)
            .Then("one", static values => values[0])
            .Parallel("parallel", [("a", inner), ("b", inner)])
            .Then("first", static values => values["a"])
            .Loop("loop", inner, static _ => true, 1)
            .Build();
        await using var executor = new Executor();
        for (var i = 0; i < 3; i++)
        {
            await executor.InvokeAsync(pipeline, 1, Some.Token);
            Assert.Equal("caller", Local.Value);
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal("caller", Local.Value);
        }

        Assert.Equal(6 * 6, seen.Count);
        Assert.All(seen, static value => Assert.Equal("set", value));
    }

    [Fact]
    public async Task Activities_StartedInSteps_HangBelowTheCallers()
    {
        using var outer = new Activity("caller").Start();
        var parents = new List<string?>();
        var pipeline = Some.Pipeline(Step.From<int, int>("a", SpanAsync), Step.From<int, int>("b", SpanAsync));
        await using var executor = new Executor();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Same(outer, Activity.Current);
        Assert.Equal(Enumerable.Repeat(outer.Id, 4), parents);

        async ValueTask<int> SpanAsync(int x, StepContext context)
        {
            using var span = new Activity(context.StepName).Start();
            await Task.Yield();
            parents.Add(span.ParentId);
            return x;
        }
    }

    [Fact]
    public async Task Run_UnderASuppressedFlow_SeesNothingOfTheCaller()
    {
        Local.Value = "caller";
        var seen = new List<string?>();
        var pipeline = Some.Pipeline(Step.From<int, int>("a", async (x, _) =>
        {
            await Task.Yield();
            return x;
        }), Step.From<int, int>("b", x =>
        {
            seen.Add(Local.Value);
            return x;
        }));
        await using var executor = new Executor();
        ValueTask<int> running;
        using (ExecutionContext.SuppressFlow())
        {
            running = executor.InvokeAsync(pipeline, 1, Some.Token);
        }

        await running;
        Assert.Equal([null], seen);
        Assert.Equal("caller", Local.Value);
    }

    [Fact]
    public async Task Run_UnderASynchronizationContext_DoesNotGoBackToIt()
    {
        var before = SynchronizationContext.Current;
        var context = new Refusing();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            await using var executor = new Executor();
            var pipeline = Some.Pipeline(
                Step.From<int, int>("a", static async (x, _) =>
                {
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                    return x;
                }),
                Some.Step("b"));
            Assert.Equal((2, 0), await InvokeAsync(executor, pipeline, context));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private static async Task<(int Value, int Posts)> InvokeAsync(Executor executor, Pipeline<int, int> pipeline, Refusing context)
    {
        var value = await executor.InvokeAsync(pipeline, 1, CancellationToken.None).ConfigureAwait(false);
        return (value, context.Posts);
    }

    private sealed class Refusing : SynchronizationContext
    {
        public int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Posts++;
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }
}
