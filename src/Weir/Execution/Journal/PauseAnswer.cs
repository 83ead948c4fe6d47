using System.Text.Json;

namespace Weir;

/// <summary>The answer to a pause.</summary>
/// <param name="Path">The <see cref="RunPaused.Path"/> of the pause.</param>
/// <param name="Value">The answer, of the type that the pause asks for; or a <see cref="JsonElement"/>, where the pipeline or workflow is durable.</param>
public sealed record PauseAnswer(string Path, object? Value)
{
    /// <summary>
    /// Makes an answer of JSON, such as <c>true</c>, <c>"yes"</c> or <c>{"IsApproved": true}</c>. It becomes a value of the type that the pause
    /// asks for when the run is resumed, by the codecs of its pipeline or workflow, which must be durable.
    /// </summary>
    /// <param name="path">The <see cref="RunPaused.Path"/> of the pause.</param>
    /// <param name="json">The answer, as one value of JSON.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The path is empty, or the text is no JSON; the message says where.</exception>
    public static PauseAnswer FromJson(string path, string json)
    {
        Require.Text(path);
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return new PauseAnswer(path, document.RootElement.Clone());
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"The answer to '{path}' is no JSON: {error.Message} A text needs quotation marks, such as \"yes\".", nameof(json), error);
        }
    }
}
