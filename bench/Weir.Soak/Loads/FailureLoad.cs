namespace Weir.Soak.Loads;

/// <summary>Steps that fail: tried again as often as was said, and then the fall-back or the failure, by the number.</summary>
internal sealed class FailureLoad : Load
{
    private readonly Pipeline<Attempted, string> _pipeline = Pipeline.Create<Attempted>("failure")
        .Then("try", static (Attempted work, StepContext context) => new ValueTask<string>(
            work.Number % 3 == 0 || context.Attempt >= 3 ? "done" : work.Number % 3 == 1 ? throw new TimeoutException("away") : context.Fail<string>("refused")),
            static step => step.Retry(2).WithoutCaching())
        .Build();

    public override string Name => "failures";

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        using var run = await executor.RunAsync(_pipeline, new Attempted(number), cancellationToken);
        var expected = number % 3 == 0 ? RunStatus.Completed : RunStatus.Failed;
        Require(run.Status == expected, $"run {number} ended as {run.Status} instead of {expected}: {run.Error?.Message}");
        Require(run.Steps[0].Attempts == (expected == RunStatus.Completed ? 1 : 2), $"run {number} had {run.Steps[0].Attempts} attempts");
        return run.Status;
    }

    private sealed record Attempted(int Number);
}
