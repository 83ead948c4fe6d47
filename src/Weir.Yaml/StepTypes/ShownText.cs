namespace Weir.Yaml.StepTypes;

/// <summary>The parts of what others wrote that a message shows.</summary>
internal static class ShownText
{
    private const int MaxStart = 200;
    private const int MaxEnd = 1000;
    private const int MaxLines = 10;

    /// <summary>The first 200 characters, on one line.</summary>
    public static string Start(string text)
    {
        // Half a character at the end is none.
        var end = Math.Min(text.Length, MaxStart);
        end -= end > 0 && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return text.Length == 0 ? "(nothing)" : string.Create(end, text, static (line, text) => Plain(text.AsSpan(0, line.Length), line, keepLines: false));
    }

    /// <summary>The last ten lines, of 1,000 characters together at most.</summary>
    public static string End(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var last = string.Join('\n', lines.Skip(lines.Length - MaxLines));
        last = last.Length > MaxEnd ? last[^MaxEnd..] : last;
        return last.Length == 0 ? "(nothing)" : string.Create(last.Length, last, static (line, last) => Plain(last, line, keepLines: true));
    }

    /// <summary>Without characters that would move the cursor of a terminal.</summary>
    private static void Plain(ReadOnlySpan<char> text, Span<char> plain, bool keepLines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            plain[i] = char.IsControl(text[i]) && !(keepLines && text[i] == '\n') ? ' ' : text[i];
        }
    }
}
