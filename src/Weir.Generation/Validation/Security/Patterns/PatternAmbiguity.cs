using System.Text.RegularExpressions;

namespace Weir.Generation.Validation.Security.Patterns;

/// <summary>Whether a pattern can take exponential time.</summary>
/// <remarks>
/// A pattern does so when some text leads from a place of it back to the same place in two ways: repeated, the text doubles the ways each time.
/// The places are those of Glushkov's automaton (1961); two ways are two different walks over pairs of places
/// (Weber and Seidl, "On the degree of ambiguity of finite automata", 1991), or one step that two loops give.
/// </remarks>
internal sealed class PatternAmbiguity
{
    private const int MostPlaces = 250;

    private const int MostSteps = 400_000;

    // More copies of a part than these are told from a loop by nothing that a search would notice.
    private const int MostCopies = 8;

    private readonly List<CharacterSet> _sets = [];

    private readonly List<HashSet<int>> _next = [];

    private readonly HashSet<(int From, int To)> _double = [];

    private int _steps;

    public static bool IsExponential(string pattern, RegexOptions options)
    {
        if (PatternReader.TryRead(pattern, options) is not { HasNestedLoop: true } tree)
        {
            return false;
        }

        var automaton = new PatternAmbiguity();
        automaton.Add(tree);
        return automaton._sets.Count < MostPlaces && automaton.HasTwoWays();
    }

    private readonly record struct Ends(bool IsNullable, IReadOnlyList<int> First, IReadOnlyList<int> Last)
    {
        public static readonly Ends Empty = new(true, [], []);
    }

    private Ends Add(PatternTree tree) => tree switch
    {
        _ when _sets.Count >= MostPlaces => Ends.Empty,
        PatternTree.One one => Place(one.Set),
        PatternTree.Choice choice => choice.Options.Select(Add).Aggregate(static (left, right) => new Ends(left.IsNullable || right.IsNullable, [.. left.First, .. right.First], [.. left.Last, .. right.Last])),
        PatternTree.Series series => series.Parts.Aggregate(Ends.Empty, (left, part) => Join(left, Add(part))),
        PatternTree.Loop loop => Add(loop),
        _ => Ends.Empty,
    };

    private Ends Place(CharacterSet set)
    {
        _sets.Add(set);
        _next.Add([]);
        return new Ends(false, [_sets.Count - 1], [_sets.Count - 1]);
    }

    private Ends Join(Ends left, Ends right)
    {
        Connect(left.Last, right.First);
        return new Ends(
            left.IsNullable && right.IsNullable,
            left.IsNullable ? [.. left.First, .. right.First] : left.First,
            right.IsNullable ? [.. left.Last, .. right.Last] : right.Last);
    }

    private Ends Add(PatternTree.Loop loop)
    {
        var isLoop = loop.IsUnbounded || (loop.Least != loop.Most && loop.Most > MostCopies) || (loop.Most > 4 && loop.Part.HasUnboundedLoop);
        if (isLoop)
        {
            var ends = Add(loop.Part);
            Connect(ends.Last, ends.First);
            return ends with { IsNullable = ends.IsNullable || loop.Least == 0 };
        }

        var all = Ends.Empty;
        for (var copy = 0; copy < Math.Min(loop.Most, MostPlaces); copy++)
        {
            var next = Add(loop.Part);
            all = Join(all, copy < loop.Least ? next : next with { IsNullable = true });
        }

        return all;
    }

    private void Connect(IReadOnlyList<int> from, IReadOnlyList<int> to)
    {
        foreach (var left in from)
        {
            foreach (var right in to)
            {
                if (!_next[left].Add(right))
                {
                    _double.Add((left, right));
                }
            }
        }
    }

    private bool HasTwoWays()
    {
        if (_double.Any(step => Reaches(step.To, step.From)))
        {
            return true;
        }

        for (var place = 0; place < _sets.Count && _steps < MostSteps; place++)
        {
            if (Reaches(place, place, isStep: true) && Diverges(place))
            {
                return true;
            }
        }

        return false;
    }

    private bool Reaches(int from, int to, bool isStep = false)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(isStep ? _next[from] : [from]);
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            if (seen.Add(at))
            {
                foreach (var next in _next[at])
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    // From (p, p) over a pair of different places back to (p, p).
    private bool Diverges(int place)
    {
        var seen = new HashSet<(int, int, bool)>();
        var open = new Queue<(int Left, int Right, bool IsApart)>();
        open.Enqueue((place, place, false));
        while (open.TryDequeue(out var pair) && _steps < MostSteps)
        {
            foreach (var left in _next[pair.Left])
            {
                foreach (var right in _next[pair.Right])
                {
                    _steps++;
                    var isApart = pair.IsApart || left != right;
                    if ((_sets[left] & _sets[right]).IsEmpty || !seen.Add((left, right, isApart)))
                    {
                        continue;
                    }

                    if (isApart && left == place && right == place)
                    {
                        return true;
                    }

                    open.Enqueue((left, right, isApart));
                }
            }
        }

        return false;
    }
}
