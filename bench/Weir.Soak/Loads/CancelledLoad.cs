namespace Weir.Soak.Loads;

/// <summary>Runs that are cancelled at any moment: they end, as cancelled or with the right output, and nothing of them goes on.</summary>
internal sealed class CancelledLoad : Load
{
    private int _inside;

    private readonly Pipeline<int, int> _pipeline;

    public CancelledLoad() => _pipeline = Pipeline.Create<int>("cancelled")
        .Map("wait", static number => Enumerable.Range(0, 10 + (number % 5)).ToArray(), Step.From<int, int>("item", async (item, context) =>
        {
            Interlocked.Increment(ref _inside);
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(item % 3), TimeProvider.System, context.CancellationToken);
                return 1;
            }
            finally
            {
                Interlocked.Decrement(ref _inside);
            }
        }))
        .Then("sum", static ones => ones.Sum())
        .Build();

    public override string Name => "cancelled";

    /// <summary>How many steps are inside their bodies.</summary>
    public int Inside => Volatile.Read(ref _inside);

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        cancellation.CancelAfter(number % 12);
        using var run = await executor.RunAsync(_pipeline, number, cancellation.Token);
        Require(run.Status is RunStatus.Completed or RunStatus.Cancelled, $"a run that may be cancelled ended as {run.Status}: {run.Error?.Message}");
        Require(run.Status == RunStatus.Cancelled || run.Output == 10 + (number % 5), $"run {number} gave another number of items");
        return run.Status;
    }
}
