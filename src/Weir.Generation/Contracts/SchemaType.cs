namespace Weir.Generation.Contracts;

/// <summary>The type of a value, with the limits that the contract sets on it.</summary>
public abstract record SchemaType;

/// <summary>Text. Dates, times and identifiers that carry no other limit become their .NET types (see <see cref="StringSchema.IsText"/>).</summary>
public sealed record StringSchema : SchemaType
{
    /// <summary>The least number of characters (Unicode code points, as JSON Schema counts them), or null.</summary>
    public int? MinLength { get; init; }

    /// <summary>The greatest number of characters, or null.</summary>
    public int? MaxLength { get; init; }

    /// <summary>A regular expression that is searched in the text, as written in the contract; it compiles in .NET. Or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>The format, or <see cref="StringFormat.None"/>.</summary>
    public StringFormat Format { get; init; }

    /// <summary>True when the value is a .NET string: no format, e-mail, URI, or a formatted text that has further limits.</summary>
    public bool IsText => Format is StringFormat.None or StringFormat.Email or StringFormat.Uri
        || MinLength is not null || MaxLength is not null || Pattern is not null;
}

/// <summary>The formats of text that are checked.</summary>
public enum StringFormat
{
    /// <summary>Any text.</summary>
    None,

    /// <summary><c>date-time</c>: a date, a time and an offset (RFC 3339); <see cref="DateTimeOffset"/>.</summary>
    DateTime,

    /// <summary><c>date</c>: <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary><c>uuid</c>: <see cref="System.Guid"/>.</summary>
    Uuid,

    /// <summary><c>email</c>: a string that has the form of an address.</summary>
    Email,

    /// <summary><c>uri</c>: a string that is an absolute URI.</summary>
    Uri,
}

/// <summary>A number: <c>integer</c> is <see cref="long"/>, <c>number</c> is <see cref="decimal"/>.</summary>
public sealed record NumberSchema : SchemaType
{
    /// <summary>True for <c>integer</c>.</summary>
    public required bool IsInteger { get; init; }

    /// <summary>The least value, itself allowed, or null.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The greatest value, itself allowed, or null.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The value that must be exceeded, or null.</summary>
    public decimal? ExclusiveMinimum { get; init; }

    /// <summary>The value that must not be reached, or null.</summary>
    public decimal? ExclusiveMaximum { get; init; }

    /// <summary>The only values allowed, or empty for no such limit.</summary>
    public IReadOnlyList<decimal> Allowed { get; init; } = [];
}

/// <summary>True or false.</summary>
public sealed record BooleanSchema : SchemaType;

/// <summary>Any JSON; <see cref="System.Text.Json.JsonElement"/>.</summary>
public sealed record JsonSchema : SchemaType
{
    /// <summary>True when the value must be a JSON object (an <c>object</c> without properties).</summary>
    public bool MustBeObject { get; init; }
}

/// <summary>A list.</summary>
public sealed record ListSchema : SchemaType
{
    /// <summary>The type of the items.</summary>
    public required SchemaType Item { get; init; }

    /// <summary>The least number of items, or null.</summary>
    public int? MinItems { get; init; }

    /// <summary>The greatest number of items, or null.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>One of the contract's records or enumerations, by its C# name.</summary>
public sealed record NamedSchema(string Name) : SchemaType;
