// source: CWE-470 (https://cwe.mitre.org/data/definitions/470.html)
// why: the names of types come from a list, and what is not on it is refused before it is looked up
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.ExportFormats;

public abstract class ExportFormat
{
    public abstract string Extension { get; }
}

public sealed class CsvFormat : ExportFormat
{
    public override string Extension => ".csv";
}

public sealed class JsonFormat : ExportFormat
{
    public override string Extension => ".json";
}

public sealed class ExportFormats
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "CsvFormat", "JsonFormat" };

    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["csv"] = typeof(CsvFormat),
        ["json"] = typeof(JsonFormat),
    };

    public ExportFormat ByName(string name)
    {
        if (!Known.Contains(name))
        {
            throw new ArgumentException($"'{name}' is no format.", nameof(name));
        }

        var type = Type.GetType($"Corpus.ExportFormats.{name}", throwOnError: true)!;
        return (ExportFormat)Activator.CreateInstance(type)!;
    }

    public ExportFormat ByExtension(string extension) => (ExportFormat)Activator.CreateInstance(Types[extension])!;
}
