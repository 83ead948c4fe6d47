using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>
/// Statements that stand in two members, equal but for names of locals and for literals.
/// </summary>
/// <remarks>
/// Idea: of each place in a list of statements the shortest run that is long enough is looked up by its hash among the runs of the members before; what is found
/// is compared token by token and made as long as it goes. Each statement is hashed once, so the work grows with the size of the code alone.
/// A parameter counts with its type: code that works on other types could not be shared.
/// </remarks>
internal sealed class DuplicateCodeRule(FindingList found)
{
    private const int LeastStatements = 6;
    private const int LeastTokens = 60;

    private readonly Dictionary<ulong, (Run Run, int Start, Function Member)> _known = [];

    public void Judge(IEnumerable<CodeFile> files, CancellationToken cancellationToken)
    {
        foreach (var member in files.Where(static file => file.Model is not null).SelectMany(static file => file.Functions).GroupBy(Outermost))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var runs = RunReader.Read(member);
            Compare(runs);
            Remember(runs, member.Key);
        }
    }

    // Functions inside a member belong to it.
    private static Function Outermost(Function function)
    {
        while (function.Outer is { } outer)
        {
            function = outer;
        }

        return function;
    }

    private void Compare(List<Run> runs)
    {
        var reported = new List<TextSpan>();
        foreach (var run in runs)
        {
            for (var start = 0; start < run.Count; start++)
            {
                if (reported.Exists(span => span.Contains(run[start].Node.Span)) || Same(run, start) is not (var length, { } where))
                {
                    continue;
                }

                found.Add(
                    QualityRules.DuplicateCode,
                    run[start].Node.GetFirstToken(),
                    FormattableString.Invariant($"The {length} statements from here on stand in {Title(where)} too."),
                    "Move them into a method that both call.");
                reported.Add(TextSpan.FromBounds(run[start].Node.SpanStart, run[start + length - 1].Node.Span.End));
                start += length - 1;
            }
        }
    }

    /// <summary>How many statements from here on stand in an earlier member, and in which; 0 where they are too few.</summary>
    private (int Length, Function? Where) Same(Run run, int start)
    {
        var least = run.Shortest(start, LeastStatements, LeastTokens);
        if (least == 0 || !_known.TryGetValue(run.Hash(start, least), out var known))
        {
            return (0, null);
        }

        var names = new LocalPairs();
        var length = 0;
        while (start + length < run.Count && known.Start + length < known.Run.Count && names.Match(run[start + length], known.Run[known.Start + length]))
        {
            length++;
        }

        return length >= least ? (length, known.Member) : (0, null);
    }

    private static string Title(Function member)
    {
        var place = member.Name.GetLocation().GetLineSpan();
        return FormattableString.Invariant($"'{member.Name.ValueText}' ({place.Path}:{place.StartLinePosition.Line + 1})");
    }

    private void Remember(List<Run> runs, Function member)
    {
        foreach (var run in runs)
        {
            for (var start = 0; start < run.Count && run.Shortest(start, LeastStatements, LeastTokens) is > 0 and var least; start++)
            {
                _known.TryAdd(run.Hash(start, least), (run, start, member));
            }
        }
    }
}
