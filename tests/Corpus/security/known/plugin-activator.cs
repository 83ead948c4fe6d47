// source: CWE-470 (https://cwe.mitre.org/data/definitions/470.html)
// why: whoever names the exporter decides which code runs
// expect: security/unsafe-reflection 22
// expect: security/unsafe-reflection 26
// expect: security/unsafe-reflection 31

using System;
using System.Collections.Generic;
using System.Reflection;

namespace Corpus.PluginActivator;

public interface IExporter
{
    string Export(IReadOnlyList<string> rows);
}

public sealed class ExporterFactory
{
    public IExporter Create(string typeName)
    {
        var type = Type.GetType("Corpus.PluginActivator." + typeName, throwOnError: true)!;
        return (IExporter)Activator.CreateInstance(type)!;
    }

    public Assembly LoadPlugin(string plugin) => Assembly.LoadFrom(plugin);

    public object? Call(IExporter exporter, string action)
    {
        var method = exporter.GetType().GetMethod(action, BindingFlags.Public | BindingFlags.Instance);
        return method?.Invoke(exporter, [Array.Empty<string>()]);
    }
}
