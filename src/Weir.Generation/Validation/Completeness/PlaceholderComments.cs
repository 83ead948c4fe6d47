using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Weir.Generation.Validation.Completeness;

/// <summary>Finds comments that say that something is still to be done.</summary>
/// <remarks>
/// The words count in capitals; in other letters only at the start of a comment, or with a colon behind them. They do not count in quotes, as part of a name, or where a text speaks of a to-do list.
/// </remarks>
internal static partial class PlaceholderComments
{
    public static IEnumerable<ValidationIssue> Find(CompilationUnitSyntax root, CancellationToken cancellationToken)
    {
        var text = root.SyntaxTree.GetText(cancellationToken);
        foreach (var comment in root.DescendantTrivia().Where(static trivia => IsComment(trivia)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (span, word) in Words(comment, text))
            {
                yield return ValidationIssue.Of(
                    CompletenessRules.Placeholder,
                    Location.Create(root.SyntaxTree, span),
                    $"A comment says {word.ToUpperInvariant()}: something is still to be done.",
                    "Do it, or write down elsewhere what is left and take the comment away.");
            }
        }
    }

    /// <summary>Whether a comment says that something is still to be done.</summary>
    public static bool IsPlaceholder(SyntaxTrivia comment) => Words(comment, comment.SyntaxTree!.GetText()).Any();

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    // One a line: a second word on it is of the same place.
    private static IEnumerable<(TextSpan Span, string Word)> Words(SyntaxTrivia comment, SourceText text)
    {
        var isStart = !ContinuesAnother(comment, text);
        var lines = text.Lines;
        var first = lines.GetLineFromPosition(comment.FullSpan.Start).LineNumber;
        var last = lines.GetLineFromPosition(Math.Max(comment.FullSpan.Start, comment.FullSpan.End - 1)).LineNumber;
        for (var number = first; number <= last; number++)
        {
            var span = lines[number].Span.Intersection(comment.FullSpan) ?? default;
            var line = text.ToString(span);
            if (Word(line, isStart) is { } match)
            {
                yield return (new TextSpan(span.Start + match.Index, match.Length), match.Value);
            }

            isStart = EndsASentence(line);
        }
    }

    private static Group? Word(string line, bool isStart)
    {
        foreach (Match match in AnyCase.Matches(line))
        {
            var word = match.Groups["word"];
            var rest = line.AsSpan(word.Index + word.Length);
            var isShouted = !word.Value.Any(char.IsLower);
            var isCalled = rest.TrimStart() is [':', ..] && rest is not [':', ':', ..];
            var isFirst = isStart && Opening.Match(line) is { Success: true } opening && opening.Length == word.Index;
            if ((isShouted || isCalled || isFirst) && !Thing.IsMatch(line[(word.Index + word.Length)..]))
            {
                return word;
            }
        }

        return null;
    }

    // A comment that was wrapped goes on in the next line, and its second line is no start.
    private static bool ContinuesAnother(SyntaxTrivia comment, SourceText text)
    {
        var number = text.Lines.GetLineFromPosition(comment.SpanStart).LineNumber;
        if (number == 0 || !comment.IsKind(SyntaxKind.SingleLineCommentTrivia))
        {
            return false;
        }

        var before = text.Lines[number - 1].ToString().Trim();
        return before.StartsWith("//", StringComparison.Ordinal) && !EndsASentence(before);
    }

    private static bool EndsASentence(string line) => line.Trim().TrimEnd('/', '*', ' ') is var said && (said.Length == 0 || said[^1] is '.' or '!' or '?' or ':' or '>' or '-' or '=');

    [GeneratedRegex("""(?<![\w\-'"`/.@#&])(?<word>todo|fixme|hack|tbd|xxx(?!-))(?![\w'"`]|\.\w)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyCase { get; }

    // What stands before the first word: the marks of the comment, and tags of documentation.
    [GeneratedRegex("""^\s*(?:/{2,}!?|/\*+|\*+(?!/))?\s*(?:<[^>]*>\s*|[-*(\[]\s*)*""", RegexOptions.CultureInvariant)]
    private static partial Regex Opening { get; }

    [GeneratedRegex("""^\s+(?:lists?|items?|entry|entries|apps?|tasks?|comments?|markers?|words?|tags?)\b""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Thing { get; }
}
