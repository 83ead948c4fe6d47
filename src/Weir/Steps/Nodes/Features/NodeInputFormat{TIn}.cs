using System.Text.Json.Serialization.Metadata;

namespace Weir;

/// <summary>How a node's inputs are read as JSON: what checks of texts, redaction and dead letters need. Immutable.</summary>
/// <typeparam name="TIn">What the node takes.</typeparam>
/// <param name="json">How a value is written and read; from a generated context, or from options by <c>GetTypeInfo</c>.</param>
public sealed class NodeInputFormat<TIn>(JsonTypeInfo<TIn> json)
{
    /// <summary>How a value is written and read.</summary>
    public JsonTypeInfo<TIn> Json { get; } = Require.Given(json);

    /// <summary>Which operation an input is for, as traces, metrics, logs and dead letters name it; default null: the name of the step.</summary>
    public Func<TIn, string>? Operation { get; init; }

    /// <summary>The property of the JSON in which the value for the operation stands, such as <c>input</c>; default null: the value is the whole. Not empty.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? Property { get; init => field = value is null ? null : Require.Text(value); }
}
