namespace Weir;

/// <summary>The run began; always the first event.</summary>
/// <param name="Name">The name of the pipeline or workflow.</param>
public sealed record RunStarted(string Name) : RunEvent
{
    /// <summary>Whether it is a run of a workflow; else it is one of a pipeline.</summary>
    public bool IsWorkflow { get; init; }

    /// <summary>The input, in a run that is journaled; from a store that keeps text, a <see cref="System.Text.Json.JsonElement"/>.</summary>
    public object? Input { get; init; }

    /// <summary>The definition hash of the pipeline or workflow, in a run that is journaled.</summary>
    public string? DefinitionHash { get; init; }

    /// <summary>The version that the user gave the pipeline or workflow, in a run that is journaled.</summary>
    public string? Version { get; init; }

    /// <summary>The declared type of the input.</summary>
    internal Type? InputType { get; init; }
}
