using Weir.Yaml.Parsing;

namespace Weir.Yaml;

/// <summary>A single value: text, a number, true or false, or nothing.</summary>
public sealed class YamlScalar : YamlNode
{
    internal YamlScalar(string text, YamlScalarKind kind, bool isPlain, SourcePosition position)
        : base(position)
    {
        Text = text;
        Kind = kind;
        IsPlain = isPlain;
    }

    /// <summary>The text as it stands in the file, quotes and escapes resolved.</summary>
    public string Text { get; }

    /// <summary>What the text is by the rules of YAML 1.2 (core schema).</summary>
    public YamlScalarKind Kind { get; }

    /// <summary>True when the text stands without quotes.</summary>
    public bool IsPlain { get; }

    /// <summary>True for a whole number and for a number.</summary>
    public bool IsNumber => Kind is YamlScalarKind.WholeNumber or YamlScalarKind.Number;

    /// <summary>True for <c>true</c>; only meaningful for <see cref="YamlScalarKind.Boolean"/>.</summary>
    public bool IsTrue => Kind == YamlScalarKind.Boolean && Text is "true" or "True" or "TRUE";

    /// <inheritdoc/>
    public override string KindText => Kind switch
    {
        YamlScalarKind.Null => "nothing (null)",
        YamlScalarKind.Boolean => "true or false",
        YamlScalarKind.WholeNumber => "a whole number",
        YamlScalarKind.Number => "a number",
        _ => "text",
    };

    /// <summary>The value as a decimal number, exactly. False when it is no number, or one that decimal cannot hold exactly.</summary>
    public bool TryGetDecimal(out decimal value)
    {
        value = 0;
        return IsNumber && YamlNumber.TryParse(Text, out value);
    }

    /// <summary>The value as a whole number; <c>5.0</c> is one too. False when it is none, or does not fit 64 bits.</summary>
    public bool TryGetInteger(out long value)
    {
        value = 0;
        if (!TryGetDecimal(out var number) || number != decimal.Truncate(number) || number is < long.MinValue or > long.MaxValue)
        {
            return false;
        }
        value = (long)number;
        return true;
    }
}
