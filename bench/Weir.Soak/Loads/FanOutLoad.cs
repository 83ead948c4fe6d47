namespace Weir.Soak.Loads;

/// <summary>Items side by side, some of which wait: every item once, outputs in their order.</summary>
internal sealed class FanOutLoad : Load
{
    private readonly Pipeline<int[], long> _pipeline = Pipeline.Create<int[]>("fan-out")
        .Map("items", static numbers => numbers, Step.From<int, long>("square", static async (number, context) =>
        {
            if (number % 5 == 0)
            {
                await Task.Yield();
            }

            context.CancellationToken.ThrowIfCancellationRequested();
            return (long)number * number;
        }), new MapOptions { MaxParallel = 8 })
        .Then("sum", static squares => squares.Sum())
        .Build();

    public override string Name => "fan-out";

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        var numbers = Enumerable.Range(number, number % 60).ToArray();
        using var run = await executor.RunAsync(_pipeline, numbers, cancellationToken);
        Require(run.Status == RunStatus.Completed, $"a fan-out ended as {run.Status}: {run.Error?.Message}");
        Require(run.Output == numbers.Sum(static n => (long)n * n), $"the squares of {numbers.Length} numbers from {number} give {run.Output}");
        return run.Status;
    }
}
