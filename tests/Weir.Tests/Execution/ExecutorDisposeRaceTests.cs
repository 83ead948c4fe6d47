namespace Weir.Tests.Execution;

/// <summary>An executor that is disposed while threads start runs as fast as they can.</summary>
public class ExecutorDisposeRaceTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DisposeAsync_RacedWithRuns_LeavesNoneAndRefusesAllLater(bool suspends)
    {
        var random = new Random(7);
        for (var round = 0; round < 150; round++)
        {
            var race = new Race(suspends);
            var threads = Enumerable.Range(0, 4).Select(worker => Task.Run(() => race.WorkAsync(worker), Some.Token)).ToArray();
            await race.UntilBusyAsync(random.Next(500));
            await Task.WhenAll(race.DisposeAsync().AsTask(), race.DisposeAsync().AsTask());
            await Task.WhenAll(threads);
            Assert.Equal(0, race.LateSteps);
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await race.InvokeAsync());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_WithRunsInsideRuns_WaitsForAll()
    {
        var executor = new Executor();
        var inner = Some.Pipeline(Step.From<int, int>("inner", static async (x, _) =>
        {
            await Task.Yield();
            return x + 1;
        }));
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var refused = 0;
        var outer = Some.Pipeline(Step.From<int, int>("outer", async (x, _) =>
        {
            for (var i = 0; ; i++)
            {
                try
                {
                    x = await executor.InvokeAsync(inner, x, CancellationToken.None);
                }
                catch (Exception error) when (error is ObjectDisposedException or OperationCanceledException)
                {
                    refused++;
                    return x;
                }

                started.TrySetResult();
            }
        }));
        var running = executor.InvokeAsync(outer, 1, Some.Token).AsTask();
        await started.Task;
        await executor.DisposeAsync();
        Assert.Equal(1, refused);
        Assert.True(await running > 1);
    }

    private sealed class Race : IAsyncDisposable
    {
        private readonly Executor _executor = new();
        private readonly Pipeline<int, int> _pipeline;
        private readonly bool _suspends;
        private int _runs;
        private int _lateSteps;
        private volatile bool _isDisposed;

        public Race(bool suspends)
        {
            _suspends = suspends;
            _pipeline = Some.Pipeline(Step.From<int, int>("step", StepAsync), Step.From<int, int>("other", StepAsync));
        }

        public int LateSteps => _lateSteps;

        public ValueTask<int> InvokeAsync() => _executor.InvokeAsync(_pipeline, 1, Some.Token);

        public async ValueTask DisposeAsync()
        {
            await _executor.DisposeAsync();
            _isDisposed = true;
        }

        public async Task UntilBusyAsync(int runs)
        {
            while (Volatile.Read(ref _runs) < runs)
            {
                await Task.Yield();
            }
        }

        public async Task WorkAsync(int worker)
        {
            try
            {
                while (true)
                {
                    Interlocked.Increment(ref _runs);
                    if (worker % 2 == 0)
                    {
                        using var run = await _executor.RunAsync(_pipeline, 1, CancellationToken.None);
                        Assert.True(run.Status is RunStatus.Completed or RunStatus.Cancelled);
                    }
                    else
                    {
                        await _executor.InvokeAsync(_pipeline, 1, CancellationToken.None);
                    }
                }
            }
            catch (ObjectDisposedException)
            {
                Assert.True(true, "It was refused.");
            }
            catch (OperationCanceledException)
            {
                // One that was in flight; the next must be refused.
                await Assert.ThrowsAsync<ObjectDisposedException>(async () => await InvokeAsync());
            }
        }

        private ValueTask<int> StepAsync(int x, StepContext context)
        {
            Look();
            return _suspends ? WaitAsync(x) : new ValueTask<int>(x);
        }

        private async ValueTask<int> WaitAsync(int x)
        {
            await Task.Yield();
            Look();
            return x;
        }

        private void Look()
        {
            if (_isDisposed)
            {
                Interlocked.Increment(ref _lateSteps);
            }
        }
    }
}
