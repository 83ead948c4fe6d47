namespace Weir.Tests.Execution.Journal;

public sealed class InMemoryRunStoreTests : RunStoreConformance
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Append_OfMoreEndedRunsThanWanted_ForgetsTheOldestButNoPausedOne()
    {
        var store = new InMemoryRunStore(maxEndedRuns: 2);
        foreach (var (id, status) in new[] { ("a", RunStatus.Paused), ("b", RunStatus.Completed), ("c", RunStatus.Failed), ("d", RunStatus.Cancelled), ("e", RunStatus.Completed) })
        {
            await store.AppendAsync(id, -1, [Begin(id, 0), new RunEnded(status) { RunId = id, Sequence = 1, Time = default }], Some.Token);
        }

        await store.AppendAsync("f", -1, [Begin("f", 0)], Some.Token);
        Assert.Equal(["f", "e", "d", "a"], (await store.ListAsync(new RunFilter(), Some.Token)).Runs.Select(static run => run.RunId));
    }

    private protected override ValueTask<IRunStore> OpenAsync() => new(new InMemoryRunStore());
}
