namespace Weir;

/// <summary>The answer to a pause.</summary>
/// <param name="Path">The <see cref="RunPaused.Path"/> of the pause.</param>
/// <param name="Value">The answer, of the type that the pause asks for; or a <see cref="System.Text.Json.JsonElement"/>, where the pipeline is durable.</param>
public sealed record PauseAnswer(string Path, object? Value);
