namespace Weir.Tests.Execution.Journal;

public class JournalWriterTests
{
    /// <summary>Whoever asks just when the last write ends has nothing to wait for, and must not wait for ever.</summary>
    [Fact]
    public async Task Write_JustWhenAnotherEnds_Completes()
    {
        Task? late = null;
        JournalWriter? writer = null;
        var store = new CallbackStore(() =>
        {
            // One who waits for this very write is told through a context, in the middle of its end; in there somebody asks again.
            var usual = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(new CallbackContext(() => late = writer!.WriteAsync().AsTask()));
            writer!.WriteAsync().AsTask().GetAwaiter().OnCompleted(static () => { });
            SynchronizationContext.SetSynchronizationContext(usual);
        });
        writer = new JournalWriter(store, "r", codecs: null);
        writer.Add(new RunResumed { RunId = "r", Sequence = 0, Time = default });
        await writer.WriteAsync();
        Assert.NotNull(late);
        Assert.True(late.IsCompletedSuccessfully, "nothing is to be written any more, and yet it waits");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_ByManyAtOnce_CompletesForAllAndKeepsTheOrder(bool waits)
    {
        const int Writers = 4;
        const int Events = 1500;
        var memory = new InMemoryRunStore();
        var writer = new JournalWriter(new WaitingStore(memory, waits), "r", codecs: null);
        var gate = new Lock();
        var next = 0L;
        writer.Add(new RunStarted("p") { RunId = "r", Sequence = next, Time = default });
        await writer.WriteAsync();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Events; i++)
            {
                long mine;
                lock (gate)
                {
                    mine = ++next;
                    writer.Add(new RunResumed { RunId = "r", Sequence = mine, Time = default });
                }

                await writer.WriteAsync();
                var page = await memory.ListAsync(new RunFilter(), Some.Token);
                Assert.True(page.Runs[0].LastSequence >= mine, "a write completed before its event was there");
            }
        })));
        var kept = await memory.ReadAsync("r", 0, Some.Token).Select(static one => one.Sequence).ToListAsync(Some.Token);
        Assert.Equal(Enumerable.Range(0, (Writers * Events) + 1).Select(static i => (long)i), kept);
    }

    [Fact]
    public async Task Write_AfterOneThatFailed_FailsForAllAndWritesNothingMore()
    {
        var memory = new InMemoryRunStore();
        var writer = new JournalWriter(new DyingStore(memory, 1), "r", codecs: null);
        writer.Add(new RunStarted("p") { RunId = "r", Sequence = 0, Time = default });
        await writer.WriteAsync();
        Assert.False(writer.IsBroken);
        for (var i = 1; i < 3; i++)
        {
            writer.Add(new RunResumed { RunId = "r", Sequence = i, Time = default });
            await Assert.ThrowsAsync<IOException>(async () => await writer.WriteAsync());
            Assert.True(writer.IsBroken);
        }

        Assert.Equal(1, await memory.ReadAsync("r", 0, Some.Token).CountAsync(Some.Token));
    }

    /// <summary>Calls something where others would queue.</summary>
    private sealed class CallbackContext(Action call) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => call();
    }

    /// <summary>Calls something while it is written to, and answers at once.</summary>
    private sealed class CallbackStore(Action call) : IRunStore
    {
        public ValueTask AppendAsync(string runId, long expectedLast, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken = default)
        {
            call();
            return ValueTask.CompletedTask;
        }

        public IAsyncEnumerable<RunEvent> ReadAsync(string runId, long from = 0, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IAsyncDisposable?> TryLeaseAsync(string runId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    /// <summary>A store that answers at once, or later.</summary>
    private sealed class WaitingStore(IRunStore inner, bool waits) : IRunStore
    {
        public async ValueTask AppendAsync(string runId, long expectedLast, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken = default)
        {
            if (waits)
            {
                await Task.Yield();
            }

            await inner.AppendAsync(runId, expectedLast, events, cancellationToken);
        }

        public IAsyncEnumerable<RunEvent> ReadAsync(string runId, long from = 0, CancellationToken cancellationToken = default) => inner.ReadAsync(runId, from, cancellationToken);

        public ValueTask<RunPage> ListAsync(RunFilter filter, CancellationToken cancellationToken = default) => inner.ListAsync(filter, cancellationToken);

        public ValueTask<IAsyncDisposable?> TryLeaseAsync(string runId, CancellationToken cancellationToken = default) => inner.TryLeaseAsync(runId, cancellationToken);
    }
}
