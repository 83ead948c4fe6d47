namespace Weir;

/// <summary>How objects that steps rent with <see cref="StepContext.Objects"/> are made, and made like new again.</summary>
/// <remarks>The policy is the identity of a pool: keep it in a static field. What a pool drops is left to the garbage collector, so objects that must be disposed do not belong in one.</remarks>
/// <typeparam name="T">The type of the objects.</typeparam>
public sealed class PoolPolicy<T>
    where T : class
{
    private readonly Func<T> _create;
    private readonly Action<T> _reset;

    /// <summary>A policy.</summary>
    /// <param name="create">Makes an object; many may be made at once. What it throws is thrown to the step.</param>
    /// <param name="reset">
    /// Makes an object like new, so that nothing of one run is seen by another; called when it is given back. An object for which it throws is dropped.
    /// </param>
    public PoolPolicy(Func<T> create, Action<T> reset)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(reset);
        _create = create;
        _reset = reset;
    }

    internal T Create() => _create() ?? throw new InvalidOperationException($"The policy of a pool of {TypeText.Of(typeof(T))} made null; its create function must make an object.");

    internal bool TryReset(T item)
    {
        try
        {
            _reset(item);
            return true;
        }
        catch (Exception)
        {
            // The pool counts it as dropped: what nobody could make like new, nobody may see again.
            return false;
        }
    }
}
