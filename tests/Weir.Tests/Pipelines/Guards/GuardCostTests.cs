namespace Weir.Tests.Pipelines.Guards;

public class GuardCostTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invoke_WhenNoGuardFires_AllocatesNothing(bool reads)
    {
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
}
