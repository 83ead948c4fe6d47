namespace Weir;

/// <summary>
/// Hands out the places in which nodes keep what belongs to one frame. Pending calls of one type share a place, because a
/// frame waits for one call at a time; a composite has a place of its own.
/// </summary>
/// <param name="isMetered">Whether the plan counts for budgets: its leaves reserve before every attempt, and what is inside does.</param>
/// <param name="choices">What else was chosen for the plan; null: nothing.</param>
/// <param name="plan">The name of the pipeline; null: the step stands for itself.</param>
/// <param name="limit">What counts the calls of its fan-outs; null: nothing does.</param>
internal sealed class SlotTable(bool isMetered = false, PlanChoices? choices = null, string? plan = null, CallLimit? limit = null)
{
    private Dictionary<Type, int>? _pending;

    public int Count { get; private set; }

    public bool IsMetered => isMetered;

    public PlanChoices? Choices => choices;

    public string? Plan => plan;

    /// <summary>What counts the items or branches of a fan-out; null: nothing does, or there is one among them that is more than calls of steps.</summary>
    public CallLimit? LimitFor(params ReadOnlySpan<Plan> plans)
    {
        foreach (var plan in plans)
        {
            if (!plan.IsOfLeaves)
            {
                return null;
            }
        }

        return limit;
    }

    public int OfPending<TOut>()
    {
        _pending ??= [];
        if (!_pending.TryGetValue(typeof(TOut), out var slot))
        {
            _pending[typeof(TOut)] = slot = Count++;
        }

        return slot;
    }

    public int Own() => Count++;
}
