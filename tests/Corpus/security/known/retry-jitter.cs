// source: CA5394 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca5394)
// why: chance that protects nothing may be cheap; the token beside it comes from the strong source
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace Corpus.RetryJitter;

public sealed class RetryPlan
{
    private readonly Random _random = new(17);

    public TimeSpan Wait(int attempt)
    {
        var longest = TimeSpan.FromMilliseconds(100 * Math.Pow(2, attempt));
        return longest * (0.5 + (_random.NextDouble() / 2));
    }

    public T[] Shuffle<T>(IEnumerable<T> hosts)
    {
        var order = hosts.ToArray();
        Random.Shared.Shuffle(order);
        return order;
    }

    public string NewToken()
    {
        Span<byte> bytes = stackalloc byte[32];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToBase64String(bytes);
    }
}
