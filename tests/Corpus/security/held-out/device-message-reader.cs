// source: CWE-502 (https://cwe.mitre.org/data/definitions/502.html)
// why: Every reader is bound to a type that the code names, and type names in JSON are turned off.
// expect: none

using System;
using System.IO;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using System.Xml.Serialization;

namespace Corpus.HeldOut.DeviceMessages;

public enum TypeNameHandling
{
    None,
    All,
}

public sealed class JsonReaderSettings
{
    public TypeNameHandling TypeNameHandling { get; init; }
}

[JsonDerivedType(typeof(Heartbeat), "heartbeat")]
[JsonDerivedType(typeof(Alarm), "alarm")]
public abstract record DeviceMessage(string Device);

public sealed record Heartbeat(string Device) : DeviceMessage(Device);

public sealed record Alarm(string Device, int Code) : DeviceMessage(Device);

public sealed class Inventory
{
    public string? Serial { get; set; }
}

public static class DeviceMessageReader
{
    public static JsonReaderSettings Settings { get; } = new() { TypeNameHandling = TypeNameHandling.None };

    public static DeviceMessage? FromJson(string json) => JsonSerializer.Deserialize<DeviceMessage>(json);

    public static Inventory? FromXml(TextReader text)
    {
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return (Inventory?)new XmlSerializer(typeof(Inventory)).Deserialize(reader);
    }

    public static object? FromContract(Stream stream, bool isList)
    {
        var type = isList ? typeof(Inventory[]) : typeof(Inventory);
        return new DataContractSerializer(type).ReadObject(stream);
    }
}
