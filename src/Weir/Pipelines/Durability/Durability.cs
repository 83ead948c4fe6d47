namespace Weir;

/// <summary>What a durable pipeline or workflow has beside its plan.</summary>
internal sealed record Durability(CodecTable Codecs, string? Version)
{
    /// <summary>Refuses what could not be kept of a pipeline.</summary>
    /// <exception cref="InvalidOperationException">A type cannot be written, or the state is merged by functions.</exception>
    public static Durability Of<TIn>(string pipeline, DurabilityOptions options, IReadOnlyList<StepSpec> steps, StatePlan? state)
    {
        var codecs = new CodecTable(options.Json);
        var owner = $"The pipeline '{pipeline}'";
        Require(owner, codecs, typeof(TIn), "its input");
        Require(owner, codecs, [(steps, state, pipeline)]);
        return new Durability(codecs, options.Version);
    }

    /// <summary>The same for a workflow.</summary>
    /// <param name="workflow">Its name.</param>
    /// <param name="options">How values are kept.</param>
    /// <param name="steps">Its steps, each with the path of its stage.</param>
    /// <exception cref="InvalidOperationException">A type cannot be written, or a state inside is merged by functions.</exception>
    public static Durability Of(string workflow, DurabilityOptions options, IEnumerable<(StepSpec Step, string Stage)> steps)
    {
        var codecs = new CodecTable(options.Json);
        Require($"The workflow '{workflow}'", codecs, [.. steps.Reverse().Select(static one => ((IReadOnlyList<StepSpec>)[one.Step], (StatePlan?)null, one.Stage))]);
        return new Durability(codecs, options.Version);
    }

    private static void Require(string owner, CodecTable codecs, (IReadOnlyList<StepSpec> Steps, StatePlan? State, string Parent)[] parts)
    {
        var open = new Stack<(IReadOnlyList<StepSpec> Steps, StatePlan? State, string Parent)>(parts);
        while (open.TryPop(out var part))
        {
            if (part.State is { } kept)
            {
                Require(owner, codecs, kept.Type, $"the state of '{part.Parent}'");
            }

            foreach (var step in part.Steps)
            {
                var path = $"{part.Parent}/{step.Name}";
                foreach (var type in step.KeptTypes)
                {
                    Require(owner, codecs, type, $"the step '{path}'");
                }

                if (part.State is not null && step.ReplaysState)
                {
                    throw new InvalidOperationException(
                        $"{owner} is durable, and its step '{path}' merges states by making their changes again; changes are functions and cannot be kept. Use another merge policy or, for a map, no state.");
                }

                foreach (var inner in step.Pipelines)
                {
                    open.Push((inner.Steps, inner.State ?? part.State, path));
                }
            }
        }
    }

    private static void Require(string owner, CodecTable codecs, Type type, string place)
    {
        if (!codecs.Has(type))
        {
            throw new InvalidOperationException(
                $"{owner} is durable, but the type {TypeName.Of(type)} of {place} cannot be written; add [JsonSerializable(typeof({TypeName.Of(type)}))] to the context in DurabilityOptions.Json.");
        }
    }
}
