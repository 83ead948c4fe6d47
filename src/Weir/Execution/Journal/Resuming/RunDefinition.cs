namespace Weir;

/// <summary>What a journal knows a pipeline or workflow by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">Its definition hash.</param>
/// <param name="Durability">How its values are kept; null: as they are.</param>
/// <param name="IsWorkflow">Whether it is a workflow.</param>
/// <param name="Steps">Its steps, of all stages.</param>
internal sealed record RunDefinition(string Name, string Hash, Durability? Durability, bool IsWorkflow, IReadOnlyList<StepSpec> Steps)
{
    public CodecTable? Codecs => Durability?.Codecs;

    public string? Version => Durability?.Version;

    /// <summary>What it is, in a sentence.</summary>
    public string Kind => KindOf(IsWorkflow);

    public static string KindOf(bool isWorkflow) => isWorkflow ? "workflow" : "pipeline";
}
