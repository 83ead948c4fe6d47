// source: CWE-502 (https://cwe.mitre.org/data/definitions/502.html), CWE-1333 (https://cwe.mitre.org/data/definitions/1333.html)
// why: An old formatter and type names inside JSON make objects of any type, and a pattern has a quantifier in a quantifier.
// expect: security/unbounded-regex 34
// expect: security/insecure-deserialization 39
// expect: security/insecure-deserialization 49

using System;
using System.Text.RegularExpressions;

namespace Corpus.HeldOut.ViewStateBridge;

public enum TypeNameHandling
{
    None,
    Objects,
    Auto,
    All,
}

public sealed class JsonSerializerSettings
{
    public TypeNameHandling TypeNameHandling { get; set; }

    public int MaxDepth { get; set; } = 64;
}

public sealed class LosFormatter
{
    public object Deserialize(string input) => input.Length;
}

public sealed class ViewStateBridge
{
    private static readonly Regex Words = new(@"^([A-Za-z]+\s?)+$", RegexOptions.CultureInvariant);

    public JsonSerializerSettings Settings { get; } = new()
    {
        MaxDepth = 16,
        TypeNameHandling = TypeNameHandling.Auto,
    };

    public object? Restore(string state)
    {
        if (Words.IsMatch(state))
        {
            return null;
        }

        return new LosFormatter().Deserialize(state);
    }
}
