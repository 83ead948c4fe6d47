using System.Collections.Concurrent;

namespace Weir.Tests.Execution.Hooks;

public sealed class HookResumeTests : IDisposable
{
    private readonly ConcurrentQueue<string> _told = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-hooks-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task ResumeAsync_OfAPausedRun_TellsNothingOfRecalledSteps()
    {
        var pipeline = Paused();
        await using var executor = new Executor(new ExecutorOptions { Hooks = [new TellingHook("h", _told)] });
        using var paused = await executor.RunAsync(pipeline, 1, new RunOptions { Id = "one" }, Some.Token);
        Assert.Equal(RunStatus.Paused, paused.Status);
        Assert.Equal(
            [
                "h BeforeRun order", "h BeforeStep order/a", "h AfterStep order/a Completed", "h BeforeStep order/ask", "h AfterStep order/ask Paused", "h AfterRun order Paused",
            ],
            _told);

        _told.Clear();
        using var run = await executor.ResumeAsync(pipeline, "one", [new PauseAnswer("order/ask", true)], cancellationToken: Some.Token);
        Assert.Equal(3, run.ShouldSucceed().Output);
        Assert.Equal(
            [
                "h BeforeRun order again", "h BeforeStep order/ask", "h AfterStep order/ask Completed", "h BeforeStep order/b", "h AfterStep order/b Completed",
                "h AfterRun order Completed",
            ],
            _told);
    }

    [Fact]
    public async Task RunAsync_InAFile_KeepsWhatHooksThrew()
    {
        var path = Path.Combine(_folder.FullName, "runs.jsonl");
        var bad = new TellingHook("bad", _told, static (point, _, _) => point is HookPoint.AfterStep or HookPoint.AfterRun ? throw Some.Failure("bad hook") : default);
        await using (var store = await FileRunStore.OpenAsync(path, Some.Token))
        await using (var executor = new Executor(new ExecutorOptions { Store = store, Hooks = [bad] }))
        {
            using var run = await executor.RunAsync(Durable(Some.Step("a")), 1, new RunOptions { Id = "one" }, Some.Token);
            run.ShouldSucceed();
            Assert.Equal(2, run.HookFailures.Count);
        }

        await using var again = await FileRunStore.OpenAsync(path, Some.Token);
        var kept = await again.ReadAsync("one", cancellationToken: Some.Token).OfType<HookFailed>().ToArrayAsync(Some.Token);
        Assert.Equal([HookPoint.AfterStep, HookPoint.AfterRun], kept.Select(static one => one.Point));
        Assert.Equal(["numbers/a", null], kept.Select(static one => one.Path));
        Assert.All(kept, static one =>
        {
            Assert.Equal(("bad", "bad hook"), (one.Hook, one.Error.Message));
            Assert.Equal("System.InvalidOperationException", Assert.IsType<KeptErrorException>(one.Error).TypeName);
        });
    }

    [Fact]
    public async Task RunAsync_OfADurableRunThatAHookAborts_IsOver()
    {
        var pipeline = Durable(Some.Step("a"), Some.Step("b"));
        var ends = new TellingHook("ends", _told, static (point, path, _) => point == HookPoint.AfterStep && path == "numbers/a" ? throw new RunAbortedException("enough") : default);
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, 1, new RunOptions { Id = "one", Hooks = [ends] }, Some.Token);
        Assert.Equal("enough", run.Error!.Message);
        var error = await Assert.ThrowsAsync<RunResumeException>(() => executor.ResumeAsync(pipeline, "one", cancellationToken: Some.Token).AsTask());
        Assert.Contains("has failed", error.Message, StringComparison.Ordinal);
    }

    private static Pipeline<int, int> Durable(params Step<int, int>[] steps) =>
        steps.Aggregate(Pipeline.Create<int>("numbers"), static (all, step) => all.Then(step)).Durable(new DurabilityOptions()).Build();

    private static Pipeline<int, int> Paused() => Pipeline.Create<int>("order")
        .Then(Some.Step("a"))
        .Pause<bool, int>("ask", static n => $"{n}?", static (n, yes) => yes ? n : 0)
        .Then(Some.Step("b"))
        .Build();
}
