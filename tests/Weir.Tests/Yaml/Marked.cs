namespace Weir.Tests.Yaml;

/// <summary>A text in which a pilcrow marks the place of the finding that is expected: it is taken out before the text is read.</summary>
internal static class Marked
{
    public const char Mark = '¶';

    public static (string Text, int Line, int Column) Split(string marked)
    {
        var index = marked.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(index >= 0, "The text has no mark.");
        var before = marked[..index];
        var line = before.Count(c => c == '\n') + 1;
        return (marked.Remove(index, 1), line, index - before.LastIndexOf('\n'));
    }
}
