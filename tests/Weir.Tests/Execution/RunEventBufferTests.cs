namespace Weir.Tests.Execution;

public class RunEventBufferTests
{
    [Fact]
    public async Task Read_WhileTheRunGoes_SeesChunksAsTheyComeWithPathAndAttempt()
    {
        var next = new SemaphoreSlim(0);
        var pipeline = Pipeline.Create<int>("talk").Then("say", async (int x, StepContext context) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await context.EmitAsync($"{context.Attempt}.{i}");
                await next.WaitAsync(context.CancellationToken);
                if (context.Attempt == 1 && i == 1)
                {
                    return context.Fail<int>("broke off");
                }
            }

            return x;
        }, static step => step.Retry(2)).Build();
        await using var executor = new Executor();
        var events = new RunEventBuffer();
        var running = executor.RunAsync(pipeline, 1, new RunOptions { Progress = events }, Some.Token).AsTask();
        List<string> seen = [];
        await foreach (var one in events)
        {
            seen.Add(one switch
            {
                ChunkEmitted chunk => $"{chunk.Path} {chunk.Attempt}: {chunk.Chunk}",
                AttemptRestarted again => $"{again.Path} again, {again.Attempt}: {again.Feedback}",
                _ => one.GetType().Name,
            });
            if (one is ChunkEmitted)
            {
                Assert.False(running.IsCompleted);
                next.Release();
            }
        }

        using var run = await running;
        Assert.Equal(
            [
                "RunStarted", "StepStarted", "talk/say 1: 1.0", "talk/say 1: 1.1", "talk/say again, 2: broke off",
                "talk/say 2: 2.0", "talk/say 2: 2.1", "talk/say 2: 2.2", "StepEnded", "RunEnded",
            ],
            seen);
    }

    [Fact]
    public async Task Read_FromASequence_BeginsThere()
    {
        var events = new RunEventBuffer();
        await RunAsync(events, chunks: 4);
        Assert.Equal("3 4 5 6 7", string.Join(' ', await events.FromAsync(3, Some.Token).Select(static one => one.Sequence).ToListAsync(Some.Token)));
    }

    [Fact]
    public async Task Report_OfMoreThanItHolds_DropsProgressAndNoOutcome()
    {
        var events = new RunEventBuffer(capacity: 10);
        await RunAsync(events, chunks: 100);
        var read = await events.ToListAsync(Some.Token);
        Assert.Equal(91, events.Dropped);
        Assert.Equal([0, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103], read.Select(static one => one.Sequence));
        Assert.Equal(["RunStarted", "StepEnded", "RunEnded"], read.Where(static one => one.IsOutcome).Select(static one => one.GetType().Name));
    }

    [Fact]
    public async Task Read_ByManyAtOnce_GivesEachAllOutcomesInOrder()
    {
        var events = new RunEventBuffer(capacity: 100_000);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            await events.Select(static one => one.Sequence).ToListAsync(Some.Token))).ToList();
        await RunAsync(events, chunks: 2_000);
        foreach (var read in await Task.WhenAll(readers))
        {
            Assert.Equal(Enumerable.Range(0, 2_004).Select(static i => (long)i), read);
        }
    }

    [Fact]
    public async Task Emit_WhereNobodyFollows_DoesNothing()
    {
        await using var executor = new Executor();
        Assert.Equal(5, await executor.InvokeAsync(Emitting(3), 5, Some.Token));
    }

    private static Pipeline<int, int> Emitting(int chunks) => Pipeline.Create<int>("p").Then("emit", async (int x, StepContext context) =>
    {
        for (var i = 0; i < chunks; i++)
        {
            await context.EmitAsync(i);
        }

        return x;
    }).Build();

    private static async Task RunAsync(RunEventBuffer events, int chunks)
    {
        await using var executor = new Executor();
        using var run = await executor.RunAsync(Emitting(chunks), 1, new RunOptions { Progress = events }, Some.Token);
        Assert.Equal(RunStatus.Completed, run.Status);
    }
}
