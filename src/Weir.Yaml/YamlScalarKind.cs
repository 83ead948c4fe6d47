namespace Weir.Yaml;

/// <summary>What a single value is.</summary>
public enum YamlScalarKind
{
    /// <summary>Any text, and everything in quotes.</summary>
    Text,

    /// <summary>Nothing: <c>null</c>, <c>~</c>, or no value at all.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>; <c>yes</c> and <c>no</c> are text.</summary>
    Boolean,

    /// <summary>A whole number: decimal, <c>0o14</c> or <c>0x1F</c>.</summary>
    WholeNumber,

    /// <summary>A number with a point or an exponent, an infinity, or not-a-number.</summary>
    Number,
}
