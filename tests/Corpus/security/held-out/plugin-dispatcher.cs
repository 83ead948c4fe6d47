// source: CWE-470 (https://cwe.mitre.org/data/definitions/470.html), CWE-502 (https://cwe.mitre.org/data/definitions/502.html)
// why: Whoever sends a message chooses the type that it is read as and the method that is called.
// expect: security/unsafe-reflection 31
// expect: security/insecure-deserialization 37
// expect: security/unsafe-reflection 45

using System;
using System.IO;
using System.Xml.Serialization;

namespace Corpus.HeldOut.PluginDispatcher;

public sealed record Envelope(string TypeName, string Xml);

public static class Maintenance
{
    public static int Compact() => 1;

    public static int Vacuum() => 2;
}

public sealed class PluginDispatcher
{
    private int _handled;

    public int Handled => _handled;

    public object? Read(Envelope envelope)
    {
        _handled++;
        var type = Type.GetType(envelope.TypeName, throwOnError: false);
        if (type is null)
        {
            return null;
        }

        var serializer = new XmlSerializer(type);
        using var reader = new StringReader(envelope.Xml);
        return serializer.Deserialize(reader);
    }

    public object? Run(string action)
    {
        _handled++;
        return typeof(Maintenance).GetMethod(action)?.Invoke(null, null);
    }
}
