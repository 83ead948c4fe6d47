namespace Weir.Yaml.Files;

/// <summary>The text of a file, to find the place of something inside a value again.</summary>
internal sealed class SourceText(string text)
{
    private readonly string[] _lines = text.Split('\n');

    /// <summary>
    /// The place of a character of a value. Exact where the value stands on its line as it reads, plain or in quotes without
    /// escapes; else, as in a folded block, the place where the value begins.
    /// </summary>
    public SourcePosition PlaceOf(YamlScalar scalar, int offset)
    {
        var position = scalar.Position;
        if (position.Line < 1 || position.Line > _lines.Length || offset > scalar.Text.Length)
        {
            return position;
        }

        var line = _lines[position.Line - 1];
        var start = position.Column - 1 + (scalar.IsPlain ? 0 : 1);
        return start >= 0 && start + offset <= line.Length && string.CompareOrdinal(line, start, scalar.Text, 0, offset) == 0
            ? position with { Column = start + offset + 1 }
            : position;
    }
}
