namespace Weir.Tests.Pipelines.Guards;

/// <summary>What became of one run, by either door.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Output">Its value.</param>
/// <param name="Error">What a step threw.</param>
/// <param name="Step">The result of the first step, where it is recorded.</param>
internal sealed record Outcome(RunStatus Status, int Output, Exception? Error, StepResult? Step)
{
    public int Attempts { get; init; }

    public Usage Usage { get; init; }

    public TimeSpan Duration { get; init; }

    public static async Task<Outcome> OfAsync(
        Way way, Step<int, int> step, Action<StepBuilder<int, int>> configure, ManualTime? time = null, CancellationToken? stop = null)
    {
        await using var executor = new Executor(new ExecutorOptions { Time = time ?? TimeProvider.System });
        return await OfAsync(way, executor, step, configure, stop);
    }

    public static async Task<Outcome> OfAsync(
        Way way, Executor executor, Step<int, int> step, Action<StepBuilder<int, int>> configure, CancellationToken? stop = null)
    {
        var token = stop ?? CancellationToken.None;
        var pipeline = Pipeline.Create<int>("p").Then(step, configure).Build();
        if (!way.IsRecorded)
        {
            return await InvokeAsync(executor, pipeline, token);
        }

        using var run = await executor.RunAsync(pipeline, 1, token);
        var output = run.Status == RunStatus.Completed ? run.Output : 0;
        return new Outcome(run.Status, output, run.Error, run.Steps[0]) { Attempts = run.Attempts, Usage = run.Usage, Duration = run.Duration };
    }

    /// <summary>What is only seen where the run is recorded.</summary>
    public void WhereRecorded(Action<StepResult> check)
    {
        if (Step is not null)
        {
            check(Step);
        }
    }

    private static async Task<Outcome> InvokeAsync(Executor executor, Pipeline<int, int> pipeline, CancellationToken token)
    {
        try
        {
            return new Outcome(RunStatus.Completed, await executor.InvokeAsync(pipeline, 1, token), null, null);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return new Outcome(RunStatus.Cancelled, 0, null, null);
        }
        catch (Exception error)
        {
            return new Outcome(RunStatus.Failed, 0, error, null);
        }
    }
}
