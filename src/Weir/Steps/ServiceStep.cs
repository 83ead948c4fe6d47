namespace Weir;

/// <summary>A step that the services of the run have: one instance serves all runs of the pipeline, and holds none of them.</summary>
internal sealed class ServiceStep<TStep, TIn, TOut>(string name) : Step<TIn, TOut>
    where TStep : Step<TIn, TOut>
{
    public override string Name => name;

    internal override Type Service => typeof(TStep);

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context) => Resolve(context).RunAsync(input, context);

    private static TStep Resolve(StepContext context)
    {
        if (context.Scope.Run.Services is not { } services)
        {
            throw new InvalidOperationException(
                $"The step '{context.Path}' takes its {Wanted} from the services of the run, which has none; run a hosted pipeline, or set RunOptions.Services.");
        }

        object? found;
        try
        {
            found = services.GetService(typeof(TStep));
        }
        catch (Exception error) when (StepPartException.IsToBeNamed(error))
        {
            throw new InvalidOperationException(
                $"The step '{context.Path}' could not get its {Wanted} from the services of the run: {error.Message}", error);
        }

        var step = (TStep?)found ?? throw new InvalidOperationException(
            $"The step '{context.Path}' needs {Wanted}, which the services of the run do not have; register it with AddStep<{Wanted}>().");
        return step.Traits is null ? step : throw new InvalidOperationException(
            $"The step '{context.Path}' takes the node {Wanted} from the services of the run, so its options cannot be built into the pipeline; add the node itself with Then, or give it no options.");
    }

    private static string Wanted => TypeText.Of(typeof(TStep));
}
