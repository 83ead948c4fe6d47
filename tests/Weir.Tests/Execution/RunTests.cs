namespace Weir.Tests.Execution;

public class RunTests
{
    [Fact]
    public async Task Id_WhenGiven_IsUsedAsItIs()
    {
        using var run = await Some.RunAsync(Some.Pipeline(Some.Step("a")), 1, new RunOptions { Id = "order/17 of today" });
        Assert.Equal("order/17 of today", run.Id);
    }

    [Fact]
    public void Id_WhenEmpty_IsRefused() => Assert.Throws<ArgumentException>(() => new RunOptions { Id = "" });

    [Fact]
    public async Task Id_WhenNotGiven_IsDifferentForEachRun()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 10; i++)
        {
            await using var executor = new Executor();
            for (var j = 0; j < 10; j++)
            {
                using var run = await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token);
                Assert.Same(run.Id, run.Id);
                ids.Add(run.Id);
            }
        }

        Assert.Equal(100, ids.Count);
    }

    [Fact]
    public async Task ToString_OfRunStepAndPipeline_IsOneLine()
    {
        var good = Some.Pipeline(Some.Step("a"));
        var bad = Some.Pipeline(Some.FailingStep("a", Some.Failure("it\nbroke")), Some.Step("b"));
        Assert.Equal("numbers: int → int", good.ToString());
        using var run = await Some.RunAsync(good, 1);
        Assert.Equal(("numbers: Completed", "numbers/a: Completed"), (run.ToString(), run.Steps[0].ToString()));
        var failed = await Some.RunAsync(bad, 1);
        Assert.Equal("numbers: Failed, it broke", failed.ToString());
        Assert.Equal(["numbers/a: Failed, it broke", "numbers/b: Skipped, needs 'a', which failed"], failed.Steps.Select(static s => s.ToString()));
        failed.Dispose();
        Assert.Equal("numbers: disposed", failed.ToString());
    }

    [Fact]
    public async Task Members_AfterDispose_SayThatTheRunWasDisposed()
    {
        var run = await Some.RunAsync(Some.Pipeline(Some.Step("a")), 1);
        run.Dispose();
        run.Dispose();
        Func<object?>[] members =
        [
            () => run.Id, () => run.Name, () => run.Status, () => run.Duration, () => run.Steps, () => run.Stages,
            () => run.Error, () => run.ProgressError, () => run.Output,
        ];
        Assert.All(members, static member => Assert.StartsWith(
            "The run 'numbers' was disposed; read its results before that.",
            Assert.Throws<ObjectDisposedException>(member).Message,
            StringComparison.Ordinal));
        Assert.Throws<ObjectDisposedException>(run.ThrowIfFailed);
    }
}
