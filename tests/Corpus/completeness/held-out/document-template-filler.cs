// source: CWE-546 (https://cwe.mitre.org/data/definitions/546.html)
// why: The code fills place holders of templates; words like dummy and placeholder stand inside names and sentences only.
// expect: none

using System;
using System.Collections.Generic;
using System.Text;

namespace Corpus.HeldOut.DocumentTemplateFiller;

/// <summary>Gives the value of a field.</summary>
/// <param name="field">The name between the braces.</param>
/// <returns>Null when the field is not known.</returns>
public delegate string? FieldLookup(string field);

/// <summary>Replaces the place holders of a text, such as <c>{customer}</c>.</summary>
public static class DocumentTemplateFiller
{
    /// <summary>What stands where a value is missing, in the mask of the post office: one X for each digit.</summary>
    public const string MissingMask = "XXX-XXX";

    /// <summary>Fills all place holders.</summary>
    /// <param name="template">The text with placeholders; a dummy field such as <c>{_}</c> stays.</param>
    /// <param name="lookup">Gives the values.</param>
    /// <exception cref="FormatException">A brace is not closed.</exception>
    public static string ReplacePlaceholders(string template, FieldLookup lookup)
    {
        var result = new StringBuilder(template.Length);
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest[open..].IndexOf('}');
            if (close < 0)
            {
                throw new FormatException($"The placeholder at {template.Length - rest.Length + open} is not closed.");
            }

            result.Append(rest[..open]);
            result.Append(lookup(rest.Slice(open + 1, close - 1).ToString()) ?? MissingMask);
            rest = rest[(open + close + 1)..];
        }

        return result.Append(rest).ToString();
    }

    internal static IReadOnlySet<string> KnownHacks { get; } = new HashSet<string> { "{_}", "{{}}" };
}
