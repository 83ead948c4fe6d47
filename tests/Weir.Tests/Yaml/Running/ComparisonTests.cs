namespace Weir.Tests.Yaml.Running;

public sealed class ComparisonTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly Flow _flow;

    public ComparisonTests() => _flow = new Flow { Time = _time };

    public void Dispose() => _flow.Dispose();

    [Fact]
    public async Task CompareAsync_OfAFileWithACache_WarmsUpThenDoesAllTwiceAndFirstOneAtATime()
    {
        var (inFlight, most, calls) = (0, 0, 0);
        _flow.Call = async (value, context) =>
        {
            var isFirst = Interlocked.Increment(ref calls) <= 8;
            var now = Interlocked.Increment(ref inFlight);
            if (isFirst)
            {
                most = Math.Max(most, now);
            }

            await Task.Yield();
            Interlocked.Decrement(ref inFlight);
            return value;
        };
        var bound = _flow.Bound(Flow.Stage("""
            - { name: a, uses: test.call, for-each: "${{ range(0, 4) }}", with: { value: "${{ item }}" }, cache: { ttl: 10m } }
            """));
        await using var executor = _flow.Executor();
        using var comparison = await bound.CompareAsync(executor, new RunOptions { Id = "r" }, Some.Token);
        Assert.Equal((RunStatus.Completed, RunStatus.Completed), (comparison.Baseline.Status, comparison.Run.Status));
        Assert.Equal((12, 1), (_flow.Calls, most));
        Assert.Equal((1, "r"), (comparison.Baseline.GetTimes().Workers, comparison.Run.Id));
        Assert.NotEqual("r", comparison.Baseline.Id);
    }

    [Fact]
    public async Task CompareAsync_WhenTheFirstRunFails_HasNoRatio()
    {
        _flow.Call = (value, context) => new(_flow.Calls == 1 ? context.Fail<object?>("no") : value);
        var bound = _flow.Bound(Flow.Stage("- { name: a, uses: test.call }"));
        await using var executor = _flow.Executor();
        using var comparison = await bound.CompareAsync(executor, cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Failed, RunStatus.Completed, null), (comparison.Baseline.Status, comparison.Run.Status, comparison.Ratio));
    }
}
