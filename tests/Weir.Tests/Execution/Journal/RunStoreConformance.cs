namespace Weir.Tests.Execution.Journal;

/// <summary>What every <see cref="IRunStore"/> promises; each store has a class of its own that inherits this.</summary>
public abstract class RunStoreConformance : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private protected IRunStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Append_InPieces_IsReadInOrder()
    {
        await Store.AppendAsync("a", -1, [Begin("a", 0)], Some.Token);
        await Store.AppendAsync("a", 0, [End("a", 1, "x"), End("a", 4, "y")], Some.Token);
        await Store.AppendAsync("a", 4, [new RunEnded(RunStatus.Completed) { RunId = "a", Sequence = 5, Time = Start }], Some.Token);
        Assert.Equal("0 1 4 5", await SequencesAsync("a"));
        Assert.Equal("4 5", await SequencesAsync("a", from: 2));
        Assert.Equal("", await SequencesAsync("b"));
    }

    [Fact]
    public async Task Read_OfEveryEvent_GivesWhatWasAppended()
    {
        RunEvent[] events =
        [
            Begin("a", 0) with { IsWorkflow = true },
            new StepEnded(new StepResult(new StepAddress(new StepAddress(null, "p"), "failed"), StepStatus.Failed)
            {
                Attempts = 3,
                Duration = TimeSpan.FromTicks(48),
                Usage = new Usage(1, 2, 0.25m),
                Feedback = "no\nnever \"ü\" 😀",
                Error = new InvalidOperationException("no"),
                FellBackTo = "other",
                Stage = "stage",
            })
            {
                RunId = "a", Sequence = 1, Time = Start.AddSeconds(1), IsKept = true,
            },
            new StepEnded(new StepResult(new StepAddress(null, "p"), StepStatus.Skipped) { Reason = "needs" }) { RunId = "a", Sequence = 2, Time = Start },
            new RunPaused("p/ask", "May I?", "bool") { RunId = "a", Sequence = 3, Time = Start },
            new RunEnded(RunStatus.Paused) { RunId = "a", Sequence = 4, Time = Start },
            new RunResumed { RunId = "a", Sequence = 5, Time = Start },
            new AnswerGiven("p/ask", null) { RunId = "a", Sequence = 6, Time = Start },
            new RunEnded(RunStatus.Failed) { RunId = "a", Sequence = 7, Time = Start },
        ];
        await Store.AppendAsync("a", -1, events, Some.Token);
        var read = await Store.ReadAsync("a", 0, Some.Token).ToListAsync(Some.Token);
        Assert.Equal(events.Select(Text), read.Select(Text));
    }

    [Fact]
    public async Task Append_AtAnotherPlace_IsRefusedAndChangesNothing()
    {
        await Store.AppendAsync("a", -1, [Begin("a", 0)], Some.Token);
        var twice = await Assert.ThrowsAsync<RunConflictException>(async () => await Store.AppendAsync("a", -1, [Begin("a", 0)], Some.Token));
        Assert.Equal("There is a run with the id 'a' already; resume it, or give the new one another id.", twice.Message);
        var late = await Assert.ThrowsAsync<RunConflictException>(async () => await Store.AppendAsync("a", 7, [End("a", 8, "x")], Some.Token));
        Assert.Equal("The run 'a' ends with event 0 and not with 7; somebody else has written to it.", late.Message);
        await Store.AppendAsync("a", 0, [End("a", 1, "x")], Some.Token);
        Assert.Equal("0 1", await SequencesAsync("a"));
    }

    [Fact]
    public async Task Append_OfManyRunsAtOnce_KeepsEachInOrder()
    {
        const int Runs = 16;
        const int Events = 50;
        await Task.WhenAll(Enumerable.Range(0, Runs).Select(run => Task.Run(async () =>
        {
            await Store.AppendAsync($"r{run}", -1, [Begin($"r{run}", 0)], Some.Token);
            for (var i = 1; i < Events; i++)
            {
                await Store.AppendAsync($"r{run}", i - 1, [End($"r{run}", i, "x")], Some.Token);
            }
        })));
        for (var run = 0; run < Runs; run++)
        {
            Assert.Equal(string.Join(' ', Enumerable.Range(0, Events)), await SequencesAsync($"r{run}"));
        }
    }

    [Fact]
    public async Task Append_OfOneRunByMany_LetsOneThrough()
    {
        await Store.AppendAsync("a", -1, [Begin("a", 0)], Some.Token);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            try
            {
                await Store.AppendAsync("a", 0, [End("a", 1, $"{i}")], Some.Token);
                return true;
            }
            catch (RunConflictException)
            {
                return false;
            }
        })));
        Assert.Single(outcomes, true);
        Assert.Equal("0 1", await SequencesAsync("a"));
    }

    [Fact]
    public async Task List_FiltersAndPages_NewestFirst()
    {
        for (var i = 0; i < 7; i++)
        {
            await Store.AppendAsync($"r{i}", -1, [Begin($"r{i}", 0, i % 2 == 0 ? "even" : "odd")], Some.Token);
        }

        await Store.AppendAsync("r2", 0, [new RunEnded(RunStatus.Completed) { RunId = "r2", Sequence = 1, Time = Start }], Some.Token);
        var first = await Store.ListAsync(new RunFilter { Name = "even", PageSize = 3 }, Some.Token);
        Assert.Equal(["r6", "r4", "r2"], first.Runs.Select(static run => run.RunId));
        Assert.Equal(new RunSummary("r2", "even", RunStatus.Completed, Start, 1), first.Runs[2]);
        var second = await Store.ListAsync(new RunFilter { Name = "even", PageSize = 3, After = first.Next }, Some.Token);
        Assert.Equal(["r0"], second.Runs.Select(static run => run.RunId));
        Assert.Null(second.Next);
        Assert.Equal(6, (await Store.ListAsync(new RunFilter { Status = RunStatus.Running }, Some.Token)).Runs.Count);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.ListAsync(new RunFilter { After = "nowhere" }, Some.Token));
    }

    [Fact]
    public async Task Lease_OfOne_KeepsOthersOutUntilItEnds()
    {
        var lease = await Store.TryLeaseAsync("a", Some.Token);
        Assert.NotNull(lease);
        Assert.Null(await Store.TryLeaseAsync("a", Some.Token));
        await using (await Store.TryLeaseAsync("b", Some.Token))
        {
        }

        await lease.DisposeAsync();
        await lease.DisposeAsync();
        await using var again = await Store.TryLeaseAsync("a", Some.Token);
        Assert.NotNull(again);
        await lease.DisposeAsync();
        Assert.Null(await Store.TryLeaseAsync("a", Some.Token));
    }

    private protected static RunStarted Begin(string runId, long sequence, string name = "p") =>
        new(name) { RunId = runId, Sequence = sequence, Time = Start, DefinitionHash = "hash", Version = "1", Input = null };

    private protected static StepEnded End(string runId, long sequence, string step) =>
        new(new StepResult(new StepAddress(new StepAddress(null, "p"), step), StepStatus.Cancelled) { Reason = "cancelled" })
        {
            RunId = runId, Sequence = sequence, Time = Start,
        };

    private protected abstract ValueTask<IRunStore> OpenAsync();

    private async Task<string> SequencesAsync(string runId, long from = 0) =>
        string.Join(' ', (await Store.ReadAsync(runId, from, Some.Token).ToListAsync(Some.Token)).Select(static one => one.Sequence));

    private static string Text(RunEvent one) => one switch
    {
        StepEnded { Result: var result } ended =>
            $"{one.Sequence} {one.Time:O} {ended.IsKept} {result.Path} {result.Name} {result.Stage} {result.Status} {result.Attempts} {result.Duration} {result.Usage} {result.Feedback} "
            + $"{result.FellBackTo} {result.Reason} {(result.Error as KeptErrorException)?.TypeName ?? result.Error?.GetType().FullName}: {result.Error?.Message}",
        _ => one.ToString(),
    };
}
