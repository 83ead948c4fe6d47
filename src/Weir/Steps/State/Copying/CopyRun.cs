using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>One copy of one value.</summary>
internal sealed class CopyRun(StateCopier copier) : ReferenceSink
{
    private readonly ReferenceMap _copies = new();
    private readonly Stack<(object Copy, ReferenceVisit Fill)> _unfilled = new();
    private List<(object Copy, Action<object> Finish)>? _unfinished;
    private FrozenSearch? _search;
    private Type? _lastType;
    private CopyPlan _lastPlan = CopyPlan.Keep;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MemberwiseClone")]
    public static extern object Clone(object value);

    public object? Copy(object value)
    {
        var copy = Take(value);
        while (_unfilled.TryPop(out var next))
        {
            next.Fill(next.Copy, this);
        }

        // Backwards, so that what was found inside a key is in order before the key is asked for its hash.
        for (var i = (_unfinished?.Count ?? 0) - 1; i >= 0; i--)
        {
            _unfinished![i].Finish(_unfinished[i].Copy);
        }

        return copy;
    }

    public override object? Take(object? value)
    {
        if (value is null)
        {
            return null;
        }

        var plan = PlanOf(value);
        if (plan.Mutability == Mutability.Immutable)
        {
            return value;
        }

        if (_copies.TryGet(value, out var known))
        {
            if (known is not null)
            {
                return known;
            }
        }
        else if (plan.Mutability == Mutability.Open && IsFrozen(value))
        {
            return value;
        }

        var copy = plan.Share is { } share ? share(value) : Clone(value);
        _copies.Set(value, copy);
        if (plan.Fill is not null)
        {
            _unfilled.Push((copy, plan.Fill));
        }

        if (plan.Finish is not null)
        {
            (_unfinished ??= []).Add((copy, plan.Finish));
        }

        return copy;
    }

    /// <summary>The plan for a value; an array without elements has nothing that could change.</summary>
    public CopyPlan PlanOf(object value)
    {
        var type = value.GetType();
        if (type != _lastType)
        {
            _lastPlan = copier.PlanOf(type);
            _lastType = type;
        }

        return value is Array { Length: 0 } ? CopyPlan.Keep : _lastPlan;
    }

    private bool IsFrozen(object value) => (_search ??= new FrozenSearch(this, _copies)).IsFrozen(value);
}
