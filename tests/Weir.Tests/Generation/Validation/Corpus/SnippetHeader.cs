using System.Text.RegularExpressions;

namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>The comments at the start of a snippet, each a name and a value.</summary>
internal sealed partial class SnippetHeader
{
    private static readonly string[] Names = ["source", "why", "contract", "compiles", "expect"];

    private readonly string _file;
    private readonly IReadOnlyList<Field> _fields;

    private SnippetHeader(string file, IReadOnlyList<Field> fields)
    {
        _file = file;
        _fields = fields;
    }

    /// <summary>Reads the fields up to the first line that is none.</summary>
    /// <exception cref="SnippetException">A field has a name that is not known, or no value.</exception>
    public static SnippetHeader Read(string file, string text)
    {
        List<Field> fields = [];
        foreach (var line in text.Split('\n'))
        {
            if (FieldLine().Match(line) is not { Success: true } match)
            {
                break;
            }

            var field = new Field(fields.Count + 1, match.Groups["name"].Value, match.Groups["value"].Value.Trim());
            if (!Names.Contains(field.Name))
            {
                throw new SnippetException(file, field.Line, $"the header has a field '{field.Name}'; there are {string.Join(", ", Names)}");
            }

            fields.Add(field.Value.Length > 0 ? field : throw new SnippetException(file, field.Line, $"the field '{field.Name}' has no value"));
        }

        return new SnippetHeader(file, fields);
    }

    /// <summary>The fields of a name, in order.</summary>
    public IReadOnlyList<Field> All(string name) => [.. _fields.Where(field => field.Name == name)];

    /// <summary>The value of a field that stands there once; null where it is not there.</summary>
    /// <exception cref="SnippetException">It stands there twice.</exception>
    public string? Only(string name) => All(name) switch
    {
        [] => null,
        [var field] => field.Value,
        [_, var second, ..] => throw new SnippetException(_file, second.Line, $"the field '{name}' stands there twice"),
    };

    [GeneratedRegex("^// (?<name>[a-z]+):(?<value>.*)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldLine();

    /// <summary>A field with the line it stands in, from 1.</summary>
    internal sealed record Field(int Line, string Name, string Value);
}
