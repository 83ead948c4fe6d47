namespace Weir.Tests.Pipelines.Guards;

[Collection(WholeProcess.Name)]
public class LeftBehindMemoryTests
{
    [Fact]
    public async Task Runs_WhoseInnerStepsReadTheToken_KeepNothing()
    {
        var read = Step.From<int, int>("r", static (n, context) => new ValueTask<int>(context.CancellationToken.CanBeCanceled ? n : 0));
        var inner = Pipeline.Create<int>("in").Then(read).Build();
        var pipeline = Pipeline.Create<int>("p").Then(inner, static step => step.Timeout(TimeSpan.FromMinutes(5))).Build();
        await using var executor = new Executor();
        var before = 0L;
        for (var i = 0; i < 30_000; i++)
        {
            if (i == 10_000)
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
            }

            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 600_000);
    }
}
