// source: CA2300 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2300)
// why: BinaryFormatter makes objects of any type, and so does a serializer that trusts the names of types
// expect: security/insecure-deserialization 30
// expect: security/insecure-deserialization 37

using System;
using System.IO;
using System.Runtime.Serialization.Formatters.Binary;

namespace Corpus.SessionFormatter;

public enum TypeNameHandling
{
    None,
    Objects,
    All,
}

public sealed class SerializerSettings
{
    public TypeNameHandling TypeNameHandling { get; set; }
}

public sealed class SessionStore
{
    public SerializerSettings Settings()
    {
        return new SerializerSettings
        {
            TypeNameHandling = TypeNameHandling.All,
        };
    }

    public object Load(byte[] session)
    {
        using var stream = new MemoryStream(session);
        return new BinaryFormatter().Deserialize(stream);
    }
}
