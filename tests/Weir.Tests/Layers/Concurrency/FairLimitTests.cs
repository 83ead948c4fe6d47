using Weir.Layers.Concurrency;

namespace Weir.Tests.Layers.Concurrency;

public class FairLimitTests
{
    [Fact]
    public void Exit_WhileSomebodyWaits_GivesThePlaceToTheFirst()
    {
        var limit = new FairLimit(new() { MaxConcurrent = 2 });
        Assert.True(limit.TryEnter());
        Assert.True(limit.TryEnter());
        Assert.False(limit.TryEnter());
        var (first, second) = (new Turn(), new Turn());
        Assert.False(limit.Enter(first));
        Assert.False(limit.Enter(second));
        Assert.Equal((2, 2), limit.Counts);
        limit.Exit();
        Assert.Equal((2, 1), limit.Counts);
        Assert.False(limit.TryEnter());
        limit.Withdraw(second);
        Assert.Equal((2, 0), limit.Counts);
        limit.Exit();
        Assert.True(limit.TryEnter());
        limit.Exit();
        limit.Exit();
        Assert.Equal((0, 0), limit.Counts);
        Assert.Equal((CallTurnEnd.Served, CallTurnEnd.Withdrawn), (first.End, second.End));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Places_OfManyThreads_AreNeverMoreThanThereAreAndNoneIsLost(int places)
    {
        var limit = new FairLimit(new() { MaxConcurrent = places, QueueTimeout = TimeSpan.FromDays(1) });
        var (inside, tooMany) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(thread => Task.Factory.StartNew(() => WorkAsync(thread), Some.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        Assert.Equal(0, tooMany);
        Assert.Equal((0, 0), limit.Counts);

        async Task WorkAsync(int thread)
        {
            var random = new Random(thread);
            for (var i = 0; i < 3_000; i++)
            {
                var turn = new Turn();
                if (!limit.TryEnter() && !limit.Enter(turn))
                {
                    if (random.Next(8) == 0)
                    {
                        limit.Withdraw(turn);
                    }

                    await turn.Executed;
                    if (turn.End == CallTurnEnd.Withdrawn)
                    {
                        continue;
                    }
                }

                Note();
                if (random.Next(4) == 0)
                {
                    Interlocked.Decrement(ref inside);
                    turn = new Turn();
                    limit.Yield(turn);
                    await turn.Executed;
                    Note();
                }

                Interlocked.Decrement(ref inside);
                limit.Exit();
            }
        }

        void Note()
        {
            if (Interlocked.Increment(ref inside) > places)
            {
                Interlocked.Increment(ref tooMany);
            }
        }
    }

    private sealed class Turn() : CallTurn(TimeProvider.System)
    {
        private readonly TaskCompletionSource _executed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Executed => _executed.Task;

        public override bool HasCalls => false;

        public override void Execute() => _executed.SetResult();
    }
}
