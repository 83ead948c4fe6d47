namespace Weir;

/// <summary>What a durable pipeline has beside its plan.</summary>
internal sealed record Durability(CodecTable Codecs, string? Version)
{
    /// <summary>Refuses what could not be kept.</summary>
    /// <exception cref="InvalidOperationException">A type cannot be written, or the state is merged by functions.</exception>
    public static Durability Of<TIn>(string pipeline, DurabilityOptions options, IReadOnlyList<StepSpec> steps, StatePlan? state)
    {
        var codecs = new CodecTable(options.Json);
        Require(pipeline, codecs, typeof(TIn), "its input");
        var open = new Stack<(IReadOnlyList<StepSpec> Steps, StatePlan? State, string Parent)>([(steps, state, pipeline)]);
        while (open.TryPop(out var part))
        {
            if (part.State is { } kept)
            {
                Require(pipeline, codecs, kept.Type, $"the state of '{part.Parent}'");
            }

            foreach (var step in part.Steps)
            {
                var path = $"{part.Parent}/{step.Name}";
                foreach (var type in step.KeptTypes)
                {
                    Require(pipeline, codecs, type, $"the step '{path}'");
                }

                if (part.State is not null && step.ReplaysState)
                {
                    throw new InvalidOperationException(
                        $"The pipeline '{pipeline}' is durable, and its step '{path}' merges states by making their changes again; changes are functions and cannot be kept. Use another merge policy or, for a map, no state.");
                }

                foreach (var inner in step.Pipelines)
                {
                    open.Push((inner.Steps, inner.State ?? part.State, path));
                }
            }
        }

        return new Durability(codecs, options.Version);
    }

    private static void Require(string pipeline, CodecTable codecs, Type type, string owner)
    {
        if (!codecs.Has(type))
        {
            throw new InvalidOperationException(
                $"The pipeline '{pipeline}' is durable, but the type {TypeName.Of(type)} of {owner} cannot be written; add [JsonSerializable(typeof({TypeName.Of(type)}))] to the context in DurabilityOptions.Json.");
        }
    }
}
