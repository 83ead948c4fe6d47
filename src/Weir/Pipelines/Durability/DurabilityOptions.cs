using System.Text.Json;

namespace Weir;

/// <summary>What makes the runs of a pipeline or workflow outlive their process. Immutable.</summary>
public sealed record DurabilityOptions
{
    /// <summary>
    /// How values are turned into text and back: options with a source-generated context, such as
    /// <c>OrderJson.Default.Options</c>. Default null: numbers, texts, times and the like alone.
    /// </summary>
    /// <exception cref="ArgumentException">The options have no resolver of types.</exception>
    public JsonSerializerOptions? Json
    {
        get;
        init => field = value is null or { TypeInfoResolver: not null } ? value : throw new ArgumentException(
            "The options have no resolver of types; take those of a JsonSerializerContext, such as OrderJson.Default.Options.", nameof(value));
    }

    /// <summary>The version of the pipeline or workflow, which a run that is resumed must have too; default null, none. Not empty.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? Version { get; init => field = value is null ? null : Require.Text(value); }
}
