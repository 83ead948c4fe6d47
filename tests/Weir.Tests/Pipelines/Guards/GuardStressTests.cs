using System.Collections.Concurrent;

namespace Weir.Tests.Pipelines.Guards;

public class GuardStressTests
{
    private const int Runs = 2_000;

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_OfManyThatTimeOutAndAreCancelled_LosesAndDoublesNothing(bool isDisposedMeanwhile)
    {
        await using var executor = new Executor();
        var calls = new int[Runs];
        var wrong = new ConcurrentQueue<string>();
        var pipeline = Pipeline.Create<int>("p")
            .Then("a", async (int x, StepContext context) => await PlayAsync(x, Interlocked.Increment(ref calls[x]), context, wrong), static how => how
                .Retry(new RetryOptions { MaxAttempts = 4, Delay = TimeSpan.FromMilliseconds(1), Jitter = 1 })
                .AttemptTimeout(TimeSpan.FromMilliseconds(2))
                .Timeout(TimeSpan.FromMilliseconds(9))
                .AbandonAfter(TimeSpan.FromMilliseconds(1))
                .Validate("v", static x => x % 7 == 0 ? "seven" : null))
            .Then("b", static x => x)
            .Build();
        var runs = Enumerable.Range(0, Runs).Select(RunAsync).ToArray();
        if (isDisposedMeanwhile)
        {
            await executor.DisposeAsync();
        }

        var ended = await Task.WhenAll(runs);
        Assert.Equal(Runs, ended.Length);
        Assert.Empty(wrong);

        async Task<bool> RunAsync(int x)
        {
            await Task.Yield();
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
            if (x % 5 == 0)
            {
                source.CancelAfter(x % 8);
            }

            try
            {
                using var run = await executor.RunAsync(pipeline, x, source.Token);
                Assert.Equal(run.Steps[0].Attempts, calls[x]);
                Assert.Equal(calls[x] + run.Steps[1].Attempts, run.Attempts);
                Assert.InRange(calls[x], 0, 4);
                Assert.True(run.Status != RunStatus.Completed || run.Output == x);
                Assert.True(run.Status != RunStatus.Cancelled || x % 5 == 0 || isDisposedMeanwhile);
                return true;
            }
            catch (ObjectDisposedException) when (isDisposedMeanwhile)
            {
                return calls[x] == 0;
            }
        }
    }

    private static async ValueTask<int> PlayAsync(int x, int call, StepContext context, ConcurrentQueue<string> wrong)
    {
        var (attempt, id) = (context.Attempt, context.RunId);
        Note(call, attempt);
        switch (((x * 31) + call) % 6)
        {
            case 0:
                await Task.Delay(TimeSpan.FromMilliseconds(x % 4), context.CancellationToken).ConfigureAwait(false);
                break;
            case 1:
                await Task.Delay(TimeSpan.FromMilliseconds(1 + (x % 4)), CancellationToken.None).ConfigureAwait(false);
                break;
            case 2:
                _ = context.CancellationToken.CanBeCanceled;
                await Task.Delay(TimeSpan.FromMilliseconds(2), CancellationToken.None).ConfigureAwait(false);
                throw Some.Failure();
            case 3:
                return x;
            case 4:
                await Task.Yield();
                return context.Fail<int>("no");
            default:
                await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(false);
                break;
        }

        try
        {
            Note(attempt, context.Attempt);
            Note(id, context.RunId);
        }
        catch (ObjectDisposedException)
        {
            // It was left behind.
        }

        return x;

        // What is thrown here would only be the failure of the step.
        void Note<T>(T expected, T actual)
        {
            if (!Equals(expected, actual))
            {
                wrong.Enqueue($"run {x}, call {call}: {actual} instead of {expected}");
            }
        }
    }
}
