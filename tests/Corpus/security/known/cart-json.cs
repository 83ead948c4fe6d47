// source: CWE-502 (https://cwe.mitre.org/data/definitions/502.html)
// why: serializers with types of the code's own, and type names that are off
// expect: none

using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Xml.Serialization;

namespace Corpus.CartJson;

public enum TypeNameHandling
{
    None,
    Auto,
}

public sealed class SerializerSettings
{
    public TypeNameHandling TypeNameHandling { get; set; }
}

public sealed record CartLine(string Sku, int Quantity);

public sealed class CartReader
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web) { MaxDepth = 8 };

    public SerializerSettings Legacy { get; } = new() { TypeNameHandling = TypeNameHandling.None };

    public IReadOnlyList<CartLine> Read(string json) => JsonSerializer.Deserialize<List<CartLine>>(json, Options) ?? [];

    public CartLine? ReadXml(Stream stream)
    {
        var serializer = new XmlSerializer(typeof(CartLine));
        return serializer.Deserialize(stream) as CartLine;
    }

    public object? Read(string json, bool one) => JsonSerializer.Deserialize(json, one ? typeof(CartLine) : typeof(CartLine[]), Options);
}
