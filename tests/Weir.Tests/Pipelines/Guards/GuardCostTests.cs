using System.Threading.Tasks.Sources;

namespace Weir.Tests.Pipelines.Guards;

public class GuardCostTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invoke_WhenNoGuardFires_AllocatesNothing(bool reads)
    {
        Assert.SkipWhen(FrameChecks.AreOn, "Contexts are watched, which allocates.");
        var builder = Pipeline.Create<int>("p");
        for (var i = 0; i < 5; i++)
        {
            builder = builder.Then(
                $"step {i}",
                (int x, StepContext context) =>
                {
                    if (reads)
                    {
                        context.CancellationToken.ThrowIfCancellationRequested();
                    }

                    return new ValueTask<int>(x + 1);
                },
                static how => how.Retry(3).Timeout(TimeSpan.FromMinutes(1)).AttemptTimeout(TimeSpan.FromSeconds(30)).Validate("v", static x => x > 0 ? null : "no"));
        }

        var pipeline = builder.Build();
        await using var executor = new Executor();
        Assert.Equal(0, Least(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                var call = executor.InvokeAsync(pipeline, 0, CancellationToken.None);
                Assert.True(call.IsCompletedSuccessfully);
                _ = call.Result;
            }
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invoke_WhenAGuardedStepWaits_AllocatesNothing(bool reads)
    {
        Assert.SkipWhen(FrameChecks.AreOn, "Contexts are watched, which allocates.");
        var held = new Held();
        var pipeline = Pipeline.Create<int>("p")
            .Then(
                "a",
                (int _, StepContext context) =>
                {
                    Assert.True(!reads || context.CancellationToken.CanBeCanceled);
                    return held.Task;
                },
                static how => how.Retry(3).Timeout(TimeSpan.FromMinutes(1)).Validate("v", static x => x > 0 ? null : "no"))
            .Build();
        await using var executor = new Executor();
        Assert.Equal(0, Least(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                var call = executor.InvokeAsync(pipeline, 0, CancellationToken.None);
                held.Complete(1);
                Assert.True(call.IsCompletedSuccessfully);
                _ = call.Result;
            }
        }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_OfAGuardedStep_IsToAsyncLocalsWhatAnAsyncMethodIs(bool suspends)
    {
        var local = new AsyncLocal<string>();
        List<string?> seen = [];
        var pipeline = Pipeline.Create<int>("p")
            .Then("a", (int x, StepContext context) => context.Attempt == 1 ? Set(context) : new ValueTask<int>(Note(x)), static how => how.Retry(2).Timeout(TimeSpan.FromHours(1)))
            .Then("b", Note)
            .Build();
        await using var executor = new Executor();
        local.Value = "caller";
        var call = executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal("caller", local.Value);
        await call;
        Assert.Equal("caller", local.Value);
        Assert.Equal(suspends ? ["caller", "caller"] : ["step", "step"], seen);

        ValueTask<int> Set(StepContext context)
        {
            if (suspends)
            {
                return SetLater(context);
            }

            local.Value = "step";
            return new ValueTask<int>(context.Fail<int>("no"));
        }

        async ValueTask<int> SetLater(StepContext context)
        {
            await Task.Yield();
            local.Value = "step";
            return context.Fail<int>("no");
        }

        int Note(int x)
        {
            seen.Add(local.Value);
            return x;
        }
    }

    /// <summary>The least of a few rounds, for the runtime compiles and collects meanwhile.</summary>
    private static long Least(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 40 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private sealed class Held : IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _source;

        public ValueTask<int> Task => new(this, _source.Version);

        public void Complete(int value) => _source.SetResult(value);

        public int GetResult(short token)
        {
            var value = _source.GetResult(token);
            _source.Reset();
            return value;
        }

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _source.OnCompleted(continuation, state, token, flags);
    }
}
