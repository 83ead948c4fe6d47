namespace Weir;

/// <summary>Somebody answered a pause.</summary>
/// <param name="Path">The address of the pause.</param>
/// <param name="Answer">The answer; from a store that keeps text, a <see cref="System.Text.Json.JsonElement"/>.</param>
public sealed record AnswerGiven(string Path, object? Answer) : RunEvent
{
    /// <summary>The declared type of the answer.</summary>
    internal Type? AnswerType { get; init; }
}
