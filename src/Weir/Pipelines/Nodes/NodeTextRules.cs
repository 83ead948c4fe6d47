using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Weir;

/// <summary>What the security options of a node say about one text of an input.</summary>
internal sealed class NodeTextRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Where a text leaves the literal that it stands in, or begins a statement: a quote before a comment or a comparison, a semicolon before a
    /// statement, a union, and the functions that injections wait or run commands with. Each in linear time.
    /// </summary>
    private static readonly Regex[] Sql =
    [
        Linear(@"'\s*(--|/\*)"),
        Linear(@"'\s*\)*\s*(or|and)\s+('[^']*'|""[^""]*""|\w+)\s*(=|<|>|!=|like\s+')"),
        Linear(@";\s*(drop|alter|truncate|create)\s+(table|database|schema|view|index|user|login|procedure|function|trigger)\b"),
        Linear(@";\s*(delete\s+from|insert\s+into|update\s+\S+\s+set|exec(ute)?\s+\w|grant\s+\w+\s+(on|to)|shutdown\b)"),
        Linear(@"\bunion\s+(all\s+)?select\b"),
        Linear(@"\b(waitfor\s+delay\s+'|xp_cmdshell\b|pg_sleep\s*\()"),
    ];

    private readonly NodeSecurityOptions _options;
    private readonly Regex[] _forbidden;

    /// <exception cref="InvalidOperationException">A pattern is no regular expression.</exception>
    public NodeTextRules(string node, NodeSecurityOptions options)
    {
        _options = options;
        _forbidden = [.. options.ForbiddenPatterns.Select(pattern => Compile(node, pattern))];
    }

    /// <summary>The text without characters that are there to deceive: control characters but tab and line ends, marks that change the direction of reading, and byte order marks.</summary>
    public static string Clean(string text)
    {
        var first = 0;
        while (first < text.Length && !IsRemoved(text[first]))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        var cleaned = new StringBuilder(text, 0, first, text.Length);
        foreach (var character in text.AsSpan(first))
        {
            if (!IsRemoved(character))
            {
                cleaned.Append(character);
            }
        }

        return cleaned.ToString();
    }

    /// <summary>The characters of a text, as JSON Schema counts them.</summary>
    public static long Length(string text)
    {
        long length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    /// <summary>Adds what is wrong with a text; its value is never shown.</summary>
    public void Check(string path, string text, List<Violation> problems)
    {
        foreach (var pattern in _forbidden)
        {
            if (IsFound(pattern, text))
            {
                problems.Add(new Violation(path, "forbidden_pattern", $"matches the forbidden pattern '{pattern}'"));
            }
        }

        if (_options.ValidateSql && Array.Exists(Sql, pattern => pattern.IsMatch(text)))
        {
            problems.Add(new Violation(path, "sql", "has the form of a piece of SQL"));
        }
    }

    private static bool IsRemoved(char character) =>
        (char.IsControl(character) && character is not ('\t' or '\n' or '\r'))
        || character is '\u061C' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    // A search that takes too long is one that could not say that the text is harmless.
    private static bool IsFound(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static Regex Linear(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    private static Regex Compile(string node, string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            // It looks back or around, which has no linear form.
            return new Regex(pattern, RegexOptions.CultureInvariant, Longest);
        }
        catch (ArgumentException error)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"The forbidden pattern '{pattern}' of the node '{node}' is no regular expression: {error.Message}"), error);
        }
    }
}
