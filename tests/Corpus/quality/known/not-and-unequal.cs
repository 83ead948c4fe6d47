// source: C# language, operators (https://learn.microsoft.com/dotnet/csharp/language-reference/operators/boolean-logical-operators)
// why: exclamation marks that mean not, and attributes that tell the compiler what it cannot see
// expect: none

using System;
using System.Collections.Generic;
using System.IO;
using System.Diagnostics.CodeAnalysis;

namespace Corpus.NotAndUnequal;

#nullable enable
internal sealed class Directory
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public bool TryFind(string number, [NotNullWhen(true)] out string? name) => _names.TryGetValue(number, out name);

    public string Describe(string number)
    {
        if (!TryFind(number, out var name) || name != name.Trim())
        {
            return "unknown!";
        }

        return name is not "" ? $"{name}!" : "nobody";
    }

    [MemberNotNull(nameof(Owner))]
    public void Own(string name)
    {
        Owner = name;
        _names["0"] = Owner;
    }

    public string? Owner { get; private set; }

    public int Length => Owner is { } owner ? owner.Length : 0;
}
