namespace Weir;

/// <summary>An object that a step has rented with <see cref="StepContext.Objects"/>: like new at first, and the step's alone.</summary>
/// <remarks>It ends when it is disposed, and at the latest with the call of the step; from then on <see cref="Value"/> refuses. Do not use the object itself after the end.</remarks>
/// <typeparam name="T">The type of the object.</typeparam>
public sealed class StepObject<T> : IDisposable, IRental
    where T : class
{
    private readonly StepScope _scope;
    private readonly StepPools? _pools;
    private readonly PoolPolicy<T> _policy;
    private readonly CallMark _mark;

    // Taken out by whoever ends the rental first; only Interlocked and Volatile.
    private T? _value;

    internal StepObject(StepScope scope, CallMark mark, StepPools? pools, PoolPolicy<T> policy, T value)
    {
        _scope = scope;
        _mark = mark;
        _pools = pools;
        _policy = policy;
        _value = value;
    }

    /// <summary>The object.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed, or the call of the step has ended.</exception>
    public T Value => Volatile.Read(ref _value) is { } value && _scope.Mark == _mark ? value : throw new ObjectDisposedException(
        nameof(StepObject<>), $"A rented {TypeText.Of(typeof(T))} was used after it was disposed or after its step had ended; rent it in the step that uses it.");

    bool IRental.HasEnded => Volatile.Read(ref _value) is null;

    /// <summary>Gives the object back; once more does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _value, null) is { } value)
        {
            _pools?.Return(_policy, value);
        }
    }

    void IRental.End() => Dispose();

    void IRental.Leave() => Interlocked.Exchange(ref _value, null);
}
