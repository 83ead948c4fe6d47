namespace Weir;

/// <summary>Reads failures without throwing them.</summary>
internal static class Calls
{
    /// <summary>What a call threw that has ended and did not succeed.</summary>
    public static Exception Error<T>(this ValueTask<T> call)
    {
        var task = call.AsTask();
        if (task.Exception is { } error)
        {
            return error.InnerException!;
        }

        try
        {
            // A cancelled task tells its exception only by throwing it.
            task.GetAwaiter().GetResult();
            return new InvalidOperationException("A call that had not succeeded gave a result.");
        }
        catch (OperationCanceledException cancelled)
        {
            return cancelled;
        }
    }
}
