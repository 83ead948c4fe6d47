using Microsoft.Extensions.DependencyInjection;

namespace Weir;

/// <summary>Looks through a pipeline, and all that is inside, for steps that services do not have.</summary>
internal static class StepServices
{
    public static IEnumerable<string> Missing(IHostedPipeline pipeline, IServiceProviderIsService known) =>
        from step in StepsOf(pipeline.Steps)
        from service in step.Services
        where !known.IsService(service)
        let name = TypeText.Of(service)
        select $"The step '{step.Name}' of the pipeline '{pipeline.Name}' needs {name}, which is not registered; add AddStep<{name}>().";

    private static IEnumerable<StepSpec> StepsOf(IPipeline root)
    {
        // A stack, for pipelines may be nested deeper than that of the thread is high.
        var seen = new HashSet<IPipeline>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<IPipeline>([root]);
        while (waiting.TryPop(out var pipeline))
        {
            if (!seen.Add(pipeline))
            {
                continue;
            }

            foreach (var step in pipeline.Steps)
            {
                yield return step;
                foreach (var inner in step.Pipelines)
                {
                    waiting.Push(inner);
                }
            }
        }
    }
}
