// source: CWE-1164 (https://cwe.mitre.org/data/definitions/1164.html)
// why: the texts speak of placeholders, and are none
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.TemplatePlaceholders;

internal sealed class LetterTemplate(string text)
{
    private static readonly char[] Braces = ['{', '}'];

    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = text;
        foreach (var (name, value) in values)
        {
            filled = filled.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        if (filled.IndexOfAny(Braces) >= 0)
        {
            throw new FormatException("A placeholder of the letter has no value.");
        }

        return filled;
    }

    public string Describe()
    {
        var count = text.Count(character => character == '{');
        return count == 0
            ? "The letter has no placeholder."
            : $"The letter has {count} placeholders; a dummy value is shown in the preview.";
    }
}
