namespace Weir;

/// <summary>The types that the pauses of a pipeline ask for, by their names.</summary>
internal static class PauseTypes
{
    public static Dictionary<string, Type> Of(IPipeline pipeline)
    {
        var types = new Dictionary<string, Type>(StringComparer.Ordinal);
        var open = new Stack<IPipeline>([pipeline]);
        while (open.TryPop(out var next))
        {
            foreach (var step in next.Steps)
            {
                if (step.AnswerType is { } type)
                {
                    types[TypeName.Of(type)] = type;
                }

                foreach (var inner in step.Pipelines.Where(static one => one.MayPause))
                {
                    open.Push(inner);
                }
            }
        }

        return types;
    }
}
