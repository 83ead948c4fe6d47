namespace Weir;

/// <summary>The types that the pauses of a pipeline or workflow ask for, by their names.</summary>
internal static class PauseTypes
{
    public static Dictionary<string, Type> Of(IReadOnlyList<StepSpec> steps)
    {
        var types = new Dictionary<string, Type>(StringComparer.Ordinal);
        var open = new Stack<IReadOnlyList<StepSpec>>([steps]);
        while (open.TryPop(out var next))
        {
            foreach (var step in next)
            {
                if (step.AnswerType is { } type)
                {
                    types[TypeName.Of(type)] = type;
                }

                foreach (var inner in step.Pipelines.Where(static one => one.MayPause))
                {
                    open.Push(inner.Steps);
                }
            }
        }

        return types;
    }
}
