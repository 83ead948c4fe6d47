using Weir.Yaml.Expressions;
using Weir.Yaml.StepTypes;

namespace Weir.Yaml.Files;

/// <summary>Reads values with <c>${{ … }}</c> in them. Never throws for what a file contains.</summary>
internal sealed class ValueReader(SourceText text, DiagnosticBag bag)
{
    private const string Open = "${{";
    private const string Close = "}}";

    public ValueTemplate Read(YamlNode node) => node switch
    {
        YamlSequence list => new ListValue(list, [.. list.Items.Select(Read)]),
        YamlMapping map => new MapValue(map, [.. map.Entries.Select(entry => (entry.Name, Read(entry.Value)))]),
        YamlScalar { Kind: YamlScalarKind.Text } scalar => ReadText(scalar),
        YamlScalar scalar => new ConstantValue(scalar, ConstantOf(scalar)),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>A value that may be written with or without the braces, such as a condition.</summary>
    public ValueTemplate ReadCondition(YamlNode node) =>
        node is YamlScalar { Kind: YamlScalarKind.Text } scalar && !scalar.Text.Contains(Open, StringComparison.Ordinal)
            ? Parse(scalar, 0, scalar.Text)
            : Read(node);

    private ValueTemplate ReadText(YamlScalar scalar)
    {
        var source = scalar.Text;
        var parts = new List<ValueTemplate>();
        var at = 0;
        while (source.IndexOf(Open, at, StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = EndOf(source, open + Open.Length);
            if (close < 0)
            {
                bag.Error(WorkflowCodes.Expression, text.PlaceOf(scalar, open), "The expression that begins with '${{' has no '}}'.");
                return new ConstantValue(scalar, source);
            }

            var expression = Parse(scalar, open + Open.Length, source[(open + Open.Length)..close]);
            if (parts.Count == 0 && source.AsSpan(0, open).Trim().IsEmpty && source.AsSpan(close + Close.Length).Trim().IsEmpty)
            {
                return expression;
            }

            AddText(parts, scalar, source[at..open]);
            parts.Add(expression);
            at = close + Close.Length;
        }

        if (parts.Count == 0)
        {
            return new ConstantValue(scalar, source);
        }

        AddText(parts, scalar, source[at..]);
        return new TextValue(scalar, parts);
    }

    private static void AddText(List<ValueTemplate> parts, YamlScalar scalar, string piece)
    {
        if (piece.Length > 0)
        {
            parts.Add(new ConstantValue(scalar, piece));
        }
    }

    private ValueTemplate Parse(YamlScalar scalar, int start, string source)
    {
        try
        {
            return new ExpressionValue(scalar, Expressions.Parser.Parse(source), start, text);
        }
        catch (ExpressionException error)
        {
            bag.Error(WorkflowCodes.Expression, text.PlaceOf(scalar, start + error.Offset), error.Message);
            return new ConstantValue(scalar, null);
        }
    }

    /// <summary>Where the braces close; those inside quotes are text.</summary>
    private static int EndOf(string source, int at)
    {
        var quote = '\0';
        for (; at < source.Length; at++)
        {
            var c = source[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '}' && at + 1 < source.Length && source[at + 1] == '}')
            {
                return at;
            }
        }

        return -1;
    }

    private object? ConstantOf(YamlScalar scalar)
    {
        var value = YamlValues.Of(scalar);
        if (value is not double number || double.IsFinite(number))
        {
            return value;
        }

        bag.Error(WorkflowCodes.Value, scalar.Position, $"The number {DiagnosticText.Quote(scalar.Text)} does not fit 64 bits; put it in quotes if it is text.");
        return null;
    }
}
