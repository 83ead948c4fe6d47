// source: CWE-1333 (https://cwe.mitre.org/data/definitions/1333.html)
// why: linear patterns need no limit, and the others have one
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Corpus.PostcodePatterns;

public sealed partial class Postcodes
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);
    private static readonly Regex German = new("^[0-9]{5}$", RegexOptions.CultureInvariant);
    private static readonly Regex Words = new(@"^(\w+\s?)+$", RegexOptions.NonBacktracking);

    public bool IsGerman(string code) => German.IsMatch(code);

    public bool IsBritish(string code) => Regex.IsMatch(code, "^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$");

    public bool AreWords(string text) => Words.IsMatch(text) || Lists().IsMatch(text);

    public IReadOnlyList<string> Find(IEnumerable<string> lines, string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.None, Limit);
        return lines.Where(line => regex.IsMatch(line)).ToList();
    }

    [GeneratedRegex("^(([a-z]+,?)+;)*$", RegexOptions.None, matchTimeoutMilliseconds: 250)]
    private static partial Regex Lists();
}
