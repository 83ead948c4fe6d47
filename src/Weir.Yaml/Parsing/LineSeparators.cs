namespace Weir.Yaml.Parsing;

/// <summary>
/// Keeps U+0085, U+2028 and U+2029 from the parser. YAML 1.1 took them for line breaks and YamlDotNet still does; in YAML 1.2
/// (specification 5.4) they are ordinary characters. They are replaced by noncharacters that the text does not use, one for
/// one so that places stay right, and put back in every text that is read.
/// </summary>
internal sealed class LineSeparators
{
    private static readonly char[] Separators = ['\u0085', '\u2028', '\u2029'];
    private readonly char[] _standIns;

    private LineSeparators(string text, char[] standIns)
    {
        Text = text;
        _standIns = standIns;
    }

    /// <summary>The text for the parser.</summary>
    public string Text { get; }

    public static bool AreIn(string text) => text.AsSpan().ContainsAny(Separators);

    public static LineSeparators Hide(string text)
    {
        if (!AreIn(text))
        {
            return new LineSeparators(text, []);
        }

        var free = Enumerable.Range(0xFDD0, 32).Select(code => (char)code)
            .Where(c => !text.Contains(c, StringComparison.Ordinal)).Take(Separators.Length).ToArray();
        return free.Length < Separators.Length ? new LineSeparators(text, []) : new LineSeparators(Swap(text, Separators, free), free);
    }

    public string Restore(string text) => _standIns.Length == 0 ? text : Swap(text, _standIns, Separators);

    private static string Swap(string text, char[] from, char[] to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            text = text.Replace(from[i], to[i]);
        }
        return text;
    }
}
