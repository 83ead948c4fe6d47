namespace Weir.Tests;

/// <summary>Values that do not matter to a test, and the few calls that every test makes.</summary>
internal static class Some
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Exception Failure(string message = "it broke") => new InvalidOperationException(message);

    public static Pipeline<int, int> Pipeline(params Step<int, int>[] steps)
    {
        var builder = Weir.Pipeline.Create<int>("numbers");
        return steps.Aggregate(builder, static (all, step) => all.Then(step)).Build();
    }

    public static Step<int, int> Step(string name) => Weir.Step.From<int, int>(name, static x => x + 1);

    public static Step<int, int> FailingStep(string name, Exception? error = null) =>
        Weir.Step.From<int, int>(name, (_, _) => ValueTask.FromException<int>(error ?? Failure()));

    public static async Task<Run<TOut>> RunAsync<TIn, TOut>(Pipeline<TIn, TOut> pipeline, TIn input, RunOptions? options = null)
    {
        await using var executor = new Executor();
        return await executor.RunAsync(pipeline, input, options ?? new RunOptions(), Token);
    }

    public static async Task<Run> RunAsync(Workflow workflow, RunOptions? options = null, int maxParallel = 4)
    {
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = maxParallel });
        return await executor.RunAsync(workflow, options ?? new RunOptions(), Token);
    }
}
