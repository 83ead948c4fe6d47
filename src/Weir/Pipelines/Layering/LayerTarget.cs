namespace Weir;

/// <summary>Says what a layer is put around, so that it can tell whether it is meant, and name it in messages.</summary>
public sealed record LayerTarget
{
    internal LayerTarget(LayerTargetKind kind, string path, string name)
    {
        Kind = kind;
        Path = path;
        Name = name;
    }

    /// <summary>What it is.</summary>
    public LayerTargetKind Kind { get; }

    /// <summary>The name of the step, of the fall-back, or of the pipeline.</summary>
    public string Name { get; }

    /// <summary>Where it stands in its own pipeline, such as <c>order/charge</c>. In a run more may stand before it; see <see cref="StepContext.Path"/>.</summary>
    public string Path { get; }

    /// <summary>All layers of the same scope that are put around it, the outermost first.</summary>
    internal IReadOnlyList<Layer> Layers { get; init; } = [];

    /// <summary>What it is in its pipeline, whatever the plan: the settings of the step; null: it is no step of the user's.</summary>
    internal object? Definition { get; init; }

    /// <summary>The path, in quotes and with what it is.</summary>
    /// <returns>Such as <c>the step 'order/charge'</c>.</returns>
    public override string ToString() => Kind switch
    {
        LayerTargetKind.FallBack => $"the fall-back '{Name}' of the step '{Path}'",
        LayerTargetKind.Pipeline => $"the pipeline '{Path}'",
        _ => $"the step '{Path}'",
    };
}
