using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Weir.Yaml.Parsing;

/// <summary>Looks for a key at the top of a file without building anything.</summary>
internal static class YamlPeek
{
    public static YamlScalar? Find(string text, string file, ReadOnlySpan<string> keys, YamlLimits limits)
    {
        var found = new YamlScalar?[keys.Length];
        try
        {
            // Stand-ins for separators are not put back: a name with one of them is none.
            Walk(new Parser(new StringReader(LineSeparators.Hide(text).Text)), file, keys, limits, found);
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return First(found);
        }
        return First(found);
    }

    private static YamlScalar? First(YamlScalar?[] found) => Array.Find(found, scalar => scalar is not null);

    private static void Walk(Parser parser, string file, ReadOnlySpan<string> keys, YamlLimits limits, YamlScalar?[] found)
    {
        var depth = 0;
        var isKey = true;
        string? key = null;
        for (var count = 0; count < limits.MaxNodes * 2 && depth <= limits.MaxDepth && parser.MoveNext(); count++)
        {
            switch (parser.Current)
            {
                case DocumentEnd or SequenceStart or Scalar or AnchorAlias when depth == 0:
                    return;
                case MappingStart or SequenceStart:
                    depth++;
                    break;
                case MappingEnd or SequenceEnd:
                    depth--;
                    isKey = depth == 1 ? !isKey : isKey;
                    break;
                case Scalar scalar when depth == 1:
                    if (!isKey && key is not null && keys.IndexOf(key) is var index and >= 0 && found[index] is null)
                    {
                        found[index] = ToScalar(scalar, file);
                        if (index == 0)
                        {
                            return;
                        }
                    }
                    key = isKey ? scalar.Value : null;
                    isKey = !isKey;
                    break;
                case AnchorAlias when depth == 1:
                    isKey = !isKey;
                    key = null;
                    break;
                default:
                    break;
            }
        }
    }

    private static YamlScalar ToScalar(Scalar scalar, string file)
    {
        var plain = scalar.Style == ScalarStyle.Plain;
        var kind = plain && scalar.Tag.IsEmpty ? CoreSchema.Classify(scalar.Value) : YamlScalarKind.Text;
        return new YamlScalar(scalar.Value, kind, plain, new SourcePosition(file, (int)scalar.Start.Line, (int)scalar.Start.Column));
    }
}
