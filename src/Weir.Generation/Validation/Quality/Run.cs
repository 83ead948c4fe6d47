using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Quality;

/// <summary>A list of statements that follow each other, with what is compared of them.</summary>
internal sealed class Run(List<RunPart> parts)
{
    private const ulong Prime = 1099511628211;

    public int Count => parts.Count;

    public RunPart this[int index] => parts[index];

    /// <summary>How many parts from a place on are enough statements or tokens; 0 where all of them are not.</summary>
    public int Shortest(int start, int statements, int tokens)
    {
        var sum = 0;
        for (var length = 1; start + length <= parts.Count; length++)
        {
            sum += parts[start + length - 1].Words.Count;
            if (length >= statements || sum >= tokens)
            {
                return length;
            }
        }

        return 0;
    }

    public ulong Hash(int start, int length)
    {
        var hash = 14695981039346656037;
        for (var index = start; index < start + length; index++)
        {
            hash = (hash ^ parts[index].Hash) * Prime;
        }

        return hash;
    }
}

/// <summary>A statement, or the expression that is a body: the words that have to be equal, and the locals among them.</summary>
/// <param name="Node">Where it stands.</param>
/// <param name="Words">Its tokens; of a literal its kind, of a local a sign and the type where it is a parameter.</param>
/// <param name="Locals">The names of the locals, in the order of their signs.</param>
/// <param name="Hash">Of the words; the same in every run of the program.</param>
internal sealed record RunPart(SyntaxNode Node, IReadOnlyList<string> Words, IReadOnlyList<string> Locals, ulong Hash);
