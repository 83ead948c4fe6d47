// source: CWE-470 (https://cwe.mitre.org/data/definitions/470.html)
// why: Names from outside choose among types that the code names, or are checked against a list before they reach reflection.
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Corpus.HeldOut.ExportFormats;

public interface IExportFormat
{
    string Extension { get; }
}

public sealed class CsvFormat : IExportFormat
{
    public string Extension => ".csv";
}

public sealed class OdsFormat : IExportFormat
{
    public string Extension => ".ods";
}

public static class ExportFormats
{
    private static readonly Dictionary<string, Type> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csv"] = typeof(CsvFormat),
        ["ods"] = typeof(OdsFormat),
    };

    private static readonly string[] Allowed = ["CsvFormat", "OdsFormat"];

    public static IExportFormat Create(string name)
    {
        if (!ByName.TryGetValue(name, out var type))
        {
            throw new ArgumentException($"There is no format '{name}'.", nameof(name));
        }

        return (IExportFormat)(Activator.CreateInstance(type) ?? throw new InvalidOperationException("A format has no constructor."));
    }

    public static Type? Find(string typeName)
    {
        if (!Allowed.Contains(typeName, StringComparer.Ordinal))
        {
            return null;
        }

        return Type.GetType($"Corpus.HeldOut.ExportFormats.{typeName}");
    }

    public static IReadOnlyList<string> Columns<T>() =>
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];
}
