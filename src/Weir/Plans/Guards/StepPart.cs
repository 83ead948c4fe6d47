namespace Weir;

/// <summary>Something around a call that looks at a value or changes it.</summary>
internal abstract class StepPart<T>(string kind, string name)
{
    /// <summary>How it is called in feedback and errors, such as <c>validator 'positive'</c>.</summary>
    public string Label { get; } = $"{kind} '{name}'";

    /// <summary>True: it is done, and has left its result in <paramref name="value"/>. False: <paramref name="pending"/> will give it.</summary>
    public abstract bool Run(ref T value, StepContext context, out ValueTask<T> pending);

    /// <summary>What a check said by <see cref="StepContext.Fail{T}"/>, which is one more finding; null: nothing.</summary>
    protected static string? TakeFailure(StepContext context)
    {
        var scope = context.Scope;
        var feedback = scope.Failure?.Feedback;
        scope.Failure = null;
        return feedback;
    }
}

/// <summary>The parts of one side of a step, in order.</summary>
internal sealed class StepParts<T>(IReadOnlyList<StepPart<T>> parts)
{
    private readonly StepPart<T>[] _parts = [.. parts];

    public IEnumerable<string> Labels => _parts.Select(static part => part.Label);

    /// <summary>
    /// True: all are done, and what they made of it is in <paramref name="value"/>, or what one threw in <paramref name="error"/>.
    /// False: <paramref name="pending"/> will give it.
    /// </summary>
    public bool Run(ref T value, StepContext context, out ValueTask<T> pending, out Exception? error)
    {
        pending = default;
        error = null;
        var i = 0;
        try
        {
            for (; i < _parts.Length; i++)
            {
                if (!_parts[i].Run(ref value, context, out pending))
                {
                    pending = RunRestAsync(pending, i, context);
                    return false;
                }

                if (context.Scope.Failure is not null)
                {
                    // A processor that fails the step gives a value that nobody is to see.
                    break;
                }
            }
        }
        catch (Exception thrown)
        {
            error = StepPartException.Named(_parts[i].Label, thrown, context);
        }

        return true;
    }

    private async ValueTask<T> RunRestAsync(ValueTask<T> pending, int i, StepContext context)
    {
        T value;
        try
        {
            value = await pending.ConfigureAwait(RunQueue.IsHere);
            for (i++; i < _parts.Length && context.Scope is { Failure: null } and not EndedScope; i++)
            {
                if (!_parts[i].Run(ref value, context, out pending))
                {
                    value = await pending.ConfigureAwait(RunQueue.IsHere);
                }
            }
        }
        catch (Exception thrown) when (StepPartException.Named(_parts[i].Label, thrown, context) is var named && named != thrown)
        {
            throw named;
        }

        return value;
    }
}
