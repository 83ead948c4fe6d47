namespace Weir;

/// <summary>
/// Finds out of open objects — nothing of theirs can be set, but a member may hold something that can — whether a branch may
/// share them. Rules: an object that holds something mutable must be copied, and so must every object that holds one that
/// must be copied; the others are shared. Each object is looked at once in a copy, whichever object led to it.
/// </summary>
internal sealed class FrozenSearch(CopyRun run, ReferenceMap decided) : ReferenceSink
{
    private readonly List<(object Value, ReferenceVisit Look)> _objects = [];
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<(int Holder, int Held)> _holds = [];
    private readonly Stack<int> _copied = new();
    private int _current;

    /// <summary>Whether <paramref name="value"/> is shared; writes down what becomes of every open object in its reach.</summary>
    public bool IsFrozen(object value)
    {
        Number(value, run.PlanOf(value));
        for (_current = 0; _current < _objects.Count; _current++)
        {
            _objects[_current].Look(_objects[_current].Value, this);
        }

        var isCopied = Spread();
        for (var i = 0; i < isCopied.Length; i++)
        {
            decided.Set(_objects[i].Value, isCopied[i] ? null : _objects[i].Value);
        }

        _objects.Clear();
        _numbers.Clear();
        _holds.Clear();
        return !isCopied[0];
    }

    public override object? Take(object? value)
    {
        if (value is null || run.PlanOf(value) is not { Mutability: not Mutability.Immutable } plan)
        {
            return value;
        }

        if (decided.TryGet(value, out var known) ? !ReferenceEquals(known, value) : plan.Mutability == Mutability.Mutable)
        {
            _copied.Push(_current);
        }
        else if (known is null)
        {
            _holds.Add((_current, Number(value, plan)));
        }

        return value;
    }

    private int Number(object value, CopyPlan plan)
    {
        if (!_numbers.TryGetValue(value, out var number))
        {
            number = _objects.Count;
            _numbers.Add(value, number);
            _objects.Add((value, plan.Look!));
        }

        return number;
    }

    private bool[] Spread()
    {
        var isCopied = new bool[_objects.Count];
        var holders = _copied.Count == 0 ? null : _holds.ToLookup(static h => h.Held, static h => h.Holder);
        while (_copied.TryPop(out var number))
        {
            if (!isCopied[number])
            {
                isCopied[number] = true;
                foreach (var holder in holders![number])
                {
                    _copied.Push(holder);
                }
            }
        }

        return isCopied;
    }
}
