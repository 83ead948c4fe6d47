namespace Weir;

/// <summary>Something around a call that looks at a value or changes it: its name, and how its failures are told.</summary>
internal abstract class StepPart(string kind, string name)
{
    public string Label { get; } = $"{kind} '{name}'";

    /// <summary>Control signals, and what throws because the run stops, stay what they are.</summary>
    public static Exception Named(string label, Exception error, StepContext context) =>
        error is ControlSignalException or OperationCanceledException or StepPartException
            ? error
            : new StepPartException(label, context.Path, error);

    protected Exception Named(Exception error, StepContext context) => Named(Label, error, context);

    /// <summary>What a check said by <see cref="StepContext.Fail{T}"/>, which is one more finding; null: nothing.</summary>
    protected static string? TakeFailure(StepContext context)
    {
        var scope = context.Scope;
        if (scope.Failure is not { } failure)
        {
            return null;
        }

        scope.Failure = null;
        return failure.Feedback;
    }
}

/// <summary>A part that gives the next value of what it gets.</summary>
internal abstract class StepPart<T>(string kind, string name) : StepPart(kind, name)
{
    public ValueTask<T> RunAsync(T value, StepContext context)
    {
        ValueTask<T> call;
        try
        {
            call = CallAsync(value, context);
        }
        catch (Exception error) when (Named(error, context) is var named && named != error)
        {
            throw named;
        }

        return call.IsCompletedSuccessfully ? call : NameAsync(call, context);
    }

    protected abstract ValueTask<T> CallAsync(T value, StepContext context);

    private async ValueTask<T> NameAsync(ValueTask<T> call, StepContext context)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (Exception error) when (Named(error, context) is var named && named != error)
        {
            throw named;
        }
    }
}

/// <summary>The parts of one side of a step, in order.</summary>
internal sealed class StepParts<T>(IReadOnlyList<StepPart<T>> parts)
{
    private readonly StepPart<T>[] _parts = [.. parts];

    public IEnumerable<string> Labels => _parts.Select(static part => part.Label);

    public ValueTask<T> RunAsync(T value, StepContext context)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            var call = _parts[i].RunAsync(value, context);
            if (!call.IsCompletedSuccessfully)
            {
                return RunRestAsync(call, i + 1, context);
            }

            value = call.Result;
            if (context.Scope.Failure is not null)
            {
                // A processor that fails the step gives a value that nobody is to see.
                break;
            }
        }

        return new ValueTask<T>(value);
    }

    /// <summary>The same, with what is thrown at once as a value.</summary>
    public ValueTask<T> TryRun(T value, StepContext context, out Exception? error)
    {
        error = null;
        try
        {
            return RunAsync(value, context);
        }
        catch (Exception thrown)
        {
            error = thrown;
            return default;
        }
    }

    private async ValueTask<T> RunRestAsync(ValueTask<T> call, int next, StepContext context)
    {
        var value = await call.ConfigureAwait(false);
        for (var i = next; i < _parts.Length && context.Scope is { Failure: null } and not EndedScope; i++)
        {
            value = await _parts[i].RunAsync(value, context).ConfigureAwait(false);
        }

        return value;
    }
}
