// source: CWE-1333 (https://cwe.mitre.org/data/definitions/1333.html)
// why: repeated groups that repeat inside take exponential time, and a pattern of the caller may do anything
// expect: security/unbounded-regex 16
// expect: security/unbounded-regex 22
// expect: security/unbounded-regex 27

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Corpus.AddressPatterns;

public sealed class AddressPatterns
{
    private static readonly Regex Street = new(@"^(\w+\s?)+\d+[a-z]?$", RegexOptions.Compiled);

    public bool IsStreet(string text) => Street.IsMatch(text);

    public bool IsHost(string text)
    {
        return Regex.IsMatch(text, "^(([a-z0-9]+)+[.])*[a-z]{2,}$", RegexOptions.IgnoreCase);
    }

    public IReadOnlyList<string> Filter(IEnumerable<string> addresses, string pattern)
    {
        var regex = new Regex(pattern);
        return addresses.Where(address => regex.IsMatch(address)).ToList();
    }
}
