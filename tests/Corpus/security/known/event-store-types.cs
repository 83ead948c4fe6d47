// source: CWE-502 (https://cwe.mitre.org/data/definitions/502.html)
// why: the message says which type it becomes
// expect: security/unsafe-reflection 19
// expect: security/insecure-deserialization 25

using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace Corpus.EventStoreTypes;

public sealed record StoredEvent(string Kind, string Body);

public sealed class EventReader
{
    public object? Read(string kind, string body)
    {
        var type = Type.GetType(kind);
        if (type is null)
        {
            return null;
        }

        return JsonSerializer.Deserialize(body, type);
    }

    public IEnumerable<StoredEvent> ReadAll(TextReader log)
    {
        while (log.ReadLine() is { } line)
        {
            if (line.IndexOf('|') is > 0 and var bar)
            {
                yield return new StoredEvent(line[..bar], line[(bar + 1)..]);
            }
        }
    }
}
