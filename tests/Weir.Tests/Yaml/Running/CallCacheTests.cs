namespace Weir.Tests.Yaml.Running;

public sealed class CallCacheTests : IDisposable
{
    private const string Cached = """
        - { name: a, uses: test.call, with: { value: { x: 1, y: 2 } }, cache: { ttl: 10m } }
        """;

    private readonly ManualTime _time = new();
    private readonly Flow _flow;

    public CallCacheTests() => _flow = new Flow { Time = _time };

    public void Dispose() => _flow.Dispose();

    [Fact]
    public async Task Call_WithTheSameValues_IsAnsweredUntilItIsTooOld()
    {
        var bound = _flow.Bound(Flow.Stage(Cached));
        for (var i = 0; i < 3; i++)
        {
            using var run = await _flow.RunAsync(bound);
            Assert.Equal(RunStatus.Completed, run.Status);
        }

        Assert.Equal(1, _flow.Calls);
        _time.Advance(TimeSpan.FromMinutes(10));
        using var last = await _flow.RunAsync(bound);
        Assert.Equal(2, _flow.Calls);
    }

    [Fact]
    public async Task Call_WithOtherValues_IsMade()
    {
        using var run = await _flow.RunAsync(Flow.Stage("""
            - { name: a, uses: test.call, for-each: [ 1, 2, 1, 2, 1 ], with: { value: "${{ item }}" }, cache: { ttl: 1s } }
            """));
        Assert.Equal(2, _flow.Calls);
        Assert.Equal([1L, 2L, 1L, 2L, 1L], Assert.IsAssignableFrom<IReadOnlyList<object?>>(run.Steps[0].Output));
    }

    [Fact]
    public async Task Calls_AtTheSameTime_AreOne()
    {
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _flow.Call = async (value, context) =>
        {
            await mayEnd.Task.WaitAsync(context.CancellationToken);
            return value;
        };
        var bound = _flow.Bound(Flow.Stage(Cached));
        await using var executor = _flow.Executor();
        var runs = Enumerable.Range(0, 20).Select(_ => bound.RunAsync(executor, cancellationToken: Some.Token).AsTask()).ToArray();
        mayEnd.SetResult();
        Assert.All(await Task.WhenAll(runs), static run => Assert.Equal(RunStatus.Completed, run.Status));
        Assert.Equal(1, _flow.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_ThatFailed_IsMadeAgainByTheNext(bool byThrowing)
    {
        var calls = 0;
        _flow.Call = (value, context) => Interlocked.Increment(ref calls) > 1 ? new(value)
            : byThrowing ? throw Some.Failure()
            : new(context.Fail<object?>("no"));
        var bound = _flow.Bound(Flow.Stage(Cached));
        using var first = await _flow.RunAsync(bound);
        using var second = await _flow.RunAsync(bound);
        Assert.Equal((RunStatus.Failed, RunStatus.Completed), (first.Status, second.Status));
    }

    [Fact]
    public async Task Call_WhenTheFirstIsCancelled_IsMadeByOneThatWaited()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        _flow.Call = async (value, context) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, context.CancellationToken);
            }

            return value;
        };
        var bound = _flow.Bound(Flow.Stage(Cached));
        await using var executor = _flow.Executor();
        using var cancel = new CancellationTokenSource();
        var first = bound.RunAsync(executor, cancellationToken: cancel.Token).AsTask();
        await started.Task;
        var second = bound.RunAsync(executor, cancellationToken: Some.Token).AsTask();
        await cancel.CancelAsync();
        Assert.Equal(RunStatus.Cancelled, (await first).Status);
        Assert.Equal(RunStatus.Completed, (await second).Status);
        Assert.Equal(2, calls);
    }
}
