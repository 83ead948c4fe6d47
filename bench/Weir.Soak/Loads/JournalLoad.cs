namespace Weir.Soak.Loads;

/// <summary>Runs that pause and go on, kept in memory: what had run does not run again.</summary>
internal sealed class JournalLoad : Load
{
    private readonly Pipeline<int, string> _pipeline = Pipeline.Create<int>("journal")
        .Then("before", static number => number * 2)
        .Pause<bool, string>("ask", static number => $"Is {number} right?", static (number, isRight) => $"{number} {isRight}")
        .Durable(new DurabilityOptions { Version = "1" })
        .Build();

    public override string Name => "journal";

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        // A store for each run: what is kept for good would grow for good.
        await using var keeping = new Executor(new ExecutorOptions { Store = new InMemoryRunStore(), Optimizations = executor.Optimizations ?? OptimizationOptions.None });
        var id = $"run {number}";
        using (var paused = await keeping.RunAsync(_pipeline, number, new RunOptions { Id = id }, cancellationToken))
        {
            Require(paused.Status == RunStatus.Paused, $"a run that asks ended as {paused.Status}: {paused.Error?.Message}");
        }

        using var run = await keeping.ResumeAsync(_pipeline, id, [new PauseAnswer("journal/ask", true)], cancellationToken: cancellationToken);
        Require(run.Status == RunStatus.Completed && run.Output == $"{number * 2} True", $"a run that was answered ended as {run.Status}: {run.Error?.Message}");
        return run.Status;
    }
}
