namespace Weir.Workloads.Measuring;

/// <summary>One of the ways to do the work of a row.</summary>
internal abstract class Variant(string name, Role role)
{
    public string Name => name;

    public Role Role => role;

    /// <summary>Called before every round, outside the measured time.</summary>
    public Action? Prepare { get; init; }

    /// <summary>The most calls in one round.</summary>
    public int MaxCalls { get; init; } = int.MaxValue;

    /// <summary>Calls the work one time after the other; throws at the first wrong result.</summary>
    public abstract ValueTask RunAsync(int calls);
}

/// <summary>A variant that gives a <typeparamref name="T"/> per call.</summary>
internal sealed class Variant<T>(string name, Role role, bool suspends, Func<ValueTask<T>> work, Func<T, bool> check) : Variant(name, role)
{
    public override ValueTask RunAsync(int calls)
    {
        if (suspends)
        {
            return AwaitAsync(calls);
        }

        Take(calls);
        return ValueTask.CompletedTask;
    }

    // No await on the way: a call that suspends here is not the work that the row is about.
    private void Take(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var call = work();
            if (!call.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"{Name}: a synchronous call did not complete at once.", call.AsTask().Exception);
            }

            if (!check(call.Result))
            {
                throw Wrong();
            }
        }
    }

    private async ValueTask AwaitAsync(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            if (!check(await work()))
            {
                throw Wrong();
            }
        }
    }

    private InvalidOperationException Wrong() => new($"{Name}: a call gave a wrong result.");
}
