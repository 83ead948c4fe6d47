namespace Weir.Soak.Loads;

/// <summary>Outputs that are kept: always those of their own key, and failures never.</summary>
internal sealed class CacheLoad : Load
{
    private int _calls;

    private readonly Pipeline<int, string> _pipeline;

    public CacheLoad() => _pipeline = Pipeline.Create<int>("cached").Then("look up", async (int key, StepContext context) =>
    {
        await Task.Yield();
        return Interlocked.Increment(ref _calls) % 97 == 0 ? context.Fail<string>("the source is away") : $"value {key}";
    }).AddCaching(new Layers.Caching.CachingOptions { MaxEntries = 100 }).Build();

    public override string Name => "cache";

    public override async Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken)
    {
        var key = number % 400;
        using var run = await executor.RunAsync(_pipeline, key, cancellationToken);
        Require(run.Status is RunStatus.Completed or RunStatus.Failed, $"a look-up ended as {run.Status}");
        Require(run.Status == RunStatus.Failed || run.Output == $"value {key}", $"key {key} gave {(run.Status == RunStatus.Failed ? "" : run.Output)}");
        return run.Status;
    }
}
