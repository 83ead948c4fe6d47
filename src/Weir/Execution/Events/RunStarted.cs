namespace Weir;

/// <summary>The run began; always the first event.</summary>
/// <param name="Name">The name of the pipeline or workflow.</param>
public sealed record RunStarted(string Name) : RunEvent
{
    /// <summary>The input, in a run that is journaled; from a store that keeps text, a <see cref="System.Text.Json.JsonElement"/>.</summary>
    public object? Input { get; init; }

    /// <summary>The <see cref="PipelineDescriptor.DefinitionHash"/> of the pipeline, in a run that is journaled.</summary>
    public string? DefinitionHash { get; init; }

    /// <summary>The version that the user gave the pipeline, in a run that is journaled.</summary>
    public string? Version { get; init; }

    /// <summary>The declared type of the input.</summary>
    internal Type? InputType { get; init; }
}
