using YamlDotNet.Core;

namespace Weir.Yaml.Parsing;

/// <summary>What the parser complains about, in sentences that a writer of files understands.</summary>
internal static class YamlSyntax
{
    private const string TabSentence = "Not valid YAML: A tab stands where spaces must indent.";

    // Searched from the top in the parser's own text; the first part that it contains decides.
    private static readonly (string Part, string Sentence)[] Sentences =
    [
        ("found unexpected end of stream", "The quoted text that begins here is never closed."),
        ("unexpected document indicator", "The quoted text that begins here is not closed before the end of the document."),
        ("unknown escape", "The quoted text that begins here has an unknown escape; write '\\\\' for a backslash, or take single quotes."),
        ("hexadecimal", "The quoted text that begins here has an escape without its hexadecimal digits."),
        ("Unicode", "The quoted text that begins here has an escape that is no character."),
        ("double-quoted scalar, found wrong indentation", "A line of this quoted text is not indented enough."),
        ("found invalid mapping", "A second ': ' on one line, or a line indented too far; put the text in quotes if the colon belongs to it."),
        ("violate indentation", "A tab stands where spaces must indent."),
        ("invalid tab", "A tab stands where spaces must indent."),
        ("did not find expected ',' or ']'", "A list that begins with '[' is not closed with ']', or a comma is missing."),
        ("did not find expected ',' or '}'", "A map that begins with '{' is not closed with '}', or a comma is missing."),
        ("did not find expected node content", "A value is expected here, and there is none."),
        ("did not find expected key", "A key of the map is expected here; look at the indentation and at quotes and brackets before it."),
        ("did not find expected '-'", "An entry of the list that begins with '-' is expected here; look at the indentation."),
        ("could not find expected ':'", "A ':' is missing after the key on the line before, or this line is not indented enough."),
        ("cannot start any token", "No value can begin with this character; put the text in quotes."),
        ("anchor or alias", "An anchor or alias needs a name of letters and digits."),
        ("more than one anchor", "A value can have one anchor only."),
        ("undefined tag handle", "This tag has a handle that is not declared; leave the tag away."),
        ("scanning a tag", "This tag is not written correctly; leave it away."),
        ("block scalar", "The block of text that begins here has a wrong first line or indentation."),
        ("comment", "A comment stands where it cannot; put it on a line of its own."),
        ("Block sequence entries", "A list entry that begins with '-' cannot stand here; put it on a line of its own."),
        ("Anchor before sequence", "An anchor of a list stands on a line of its own before the list."),
        ("Mapping keys are not allowed", "A '?' key cannot stand here."),
        ("Mapping values are not allowed", "A ':' cannot stand here; put the text in quotes if it belongs to it."),
        ("incompatible YAML", "The file declares a version of YAML that is not 1.x."),
        ("directive", "This line that begins with '%' is not a directive of YAML; leave it away."),
        ("document end", "Something follows the end of the document."),
        ("document start", "Only one value can stand at the top of a file: from this place on, a key without ':' follows or a key of more than 1024 characters."),
    ];

    /// <summary>What is wrong, and where; a place behind the last line becomes the end of the text.</summary>
    public static (SourcePosition Place, string Sentence) Explain(YamlException exception, string text, string file)
    {
        // A line that begins with a tab goes on with the text before it, for the parser, and it minds a colon or the end of it then. In quotes a tab is text.
        var line = (int)exception.Start.Line;
        return !exception.Message.Contains("quoted", StringComparison.OrdinalIgnoreCase) && FindTab(text, file, line) is { } tab && tab.Line <= line + 1
            ? (tab, TabSentence)
            : (PlaceOf(exception, text, file), Describe(exception));
    }

    private static string Describe(YamlException exception)
    {
        var found = Array.Find(Sentences, item => exception.Message.Contains(item.Part, StringComparison.OrdinalIgnoreCase));
        return "Not valid YAML: " + (found.Sentence ?? "something else is expected here.");
    }

    private static SourcePosition PlaceOf(YamlException exception, string text, string file)
    {
        var line = (int)exception.Start.Line;
        var column = (int)exception.Start.Column;
        if (exception.Message.Contains("invalid tab", StringComparison.Ordinal))
        {
            return FindTab(text, file, line) ?? new SourcePosition(file, line, column);
        }
        var end = YamlText.PlaceAt(text, file);
        return line > end.Line || (line == end.Line && column > end.Column) ? end : new SourcePosition(file, line, column);
    }

    // The parser tells the key before the tab; the tab itself is what the reader must find.
    private static SourcePosition? FindTab(string text, string file, int fromLine)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indent = line.Length - line.TrimStart(" \t").Length;
            var tab = line[..indent].IndexOf('\t');
            if (number >= fromLine && tab >= 0)
            {
                return new SourcePosition(file, number, tab + 1);
            }
        }
        return null;
    }
}
