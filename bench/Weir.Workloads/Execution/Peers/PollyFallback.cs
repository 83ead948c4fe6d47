using Polly;
using Polly.Fallback;

namespace Weir.Workloads.Execution.Peers;

/// <summary>Polly's fall-back from a result that is a failure; nothing throws.</summary>
internal sealed class PollyFallback
{
    public const string Name = "Polly.Core fall-back";

    private readonly ResiliencePipeline<int> _pipeline = new ResiliencePipelineBuilder<int>()
        .AddFallback(new FallbackStrategyOptions<int>
        {
            ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome.Result == 0),
            FallbackAction = static _ => Outcome.FromResultAsValueTask(2),
        })
        .Build();

    public ValueTask<int> RunAsync() => _pipeline.ExecuteAsync(static (_, _) => new ValueTask<int>(0), 1);
}
