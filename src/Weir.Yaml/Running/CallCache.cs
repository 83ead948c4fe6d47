using System.Collections.Concurrent;

namespace Weir.Yaml.Files;

/// <summary>
/// Keeps what calls of step types gave, by type and values, for as long as the <c>ttl</c> of the step that asks. Calls with the same values that come
/// while one is under way wait for it. Failures are not kept.
/// </summary>
/// <remarks>
/// Idea: the first who comes with a key makes the call, all others wait for its end and look again. Rules: a call that failed takes its entry away before
/// it tells the others, so that one of them is the first then; nobody waits for longer than its own token.
/// </remarks>
internal sealed class CallCache
{
    /// <summary>How many values are kept; past that it begins anew.</summary>
    public const int MaxValues = 10_000;

    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);

    /// <param name="type">The name of the step type.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="ttl">How old a value may be.</param>
    /// <param name="arguments">What the call is given.</param>
    /// <param name="context">The surroundings of the call.</param>
    public async ValueTask<object?> GetAsync(
        string type, Func<StepArguments, StepContext, ValueTask<object?>> call, TimeSpan ttl, StepArguments arguments, StepContext context)
    {
        var key = $"{type} {StepValues.ToJson(new SortedDictionary<string, object?>(arguments.Values.ToDictionary(), StringComparer.Ordinal))}";
        var time = context.Time;
        var own = new Flight();
        while (true)
        {
            var flight = _flights.GetOrAdd(key, own);
            if (flight == own)
            {
                return await FlyAsync(key, own, call, arguments, context).ConfigureAwait(false);
            }

            await flight.Ended.WaitAsync(context.CancellationToken).ConfigureAwait(false);
            if (flight.IsKept && time.GetElapsedTime(flight.Made) < ttl)
            {
                return flight.Value;
            }

            _flights.TryRemove(KeyValuePair.Create(key, flight));
        }
    }

    private async ValueTask<object?> FlyAsync(
        string key, Flight flight, Func<StepArguments, StepContext, ValueTask<object?>> call, StepArguments arguments, StepContext context)
    {
        try
        {
            var value = await call(arguments, context).ConfigureAwait(false);
            if (context.Failure is null)
            {
                flight.Keep(value, context.Time.GetTimestamp());
            }

            return value;
        }
        finally
        {
            if (!flight.IsKept)
            {
                _flights.TryRemove(KeyValuePair.Create(key, flight));
            }
            else if (_flights.Count > MaxValues)
            {
                _flights.Clear();
            }

            flight.End();
        }
    }

    /// <summary>A call, under way or kept.</summary>
    private sealed class Flight
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Written before _ended is, read after it.
        public object? Value { get; private set; }

        public long Made { get; private set; }

        public bool IsKept { get; private set; }

        public Task Ended => _ended.Task;

        public void Keep(object? value, long made) => (Value, Made, IsKept) = (value, made, true);

        public void End() => _ended.SetResult();
    }
}
