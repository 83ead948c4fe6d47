namespace Weir;

/// <summary>Where a step rents objects; see <see cref="StepContext.Objects"/>.</summary>
public readonly struct StepObjects
{
    private readonly StepContext _context;

    internal StepObjects(StepContext context) => _context = context;

    /// <summary>Rents an object that is like new, from the pool of the pipeline where it has one (<c>AddPooling</c>), else a new one.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="policy">How it is made and reset; the same one each time.</param>
    /// <returns>The object. It ends when it is disposed, and at the latest with the call of the step.</returns>
    /// <exception cref="ObjectDisposedException">The step has ended.</exception>
    public StepObject<T> Rent<T>(PoolPolicy<T> policy)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(policy);
        var scope = _context.Scope;
        var (mark, pools) = (scope.Mark, scope.Pools);
        var rentals = _context.RentalsOf(mark);
        var rented = new StepObject<T>(scope, mark, pools, policy, pools is null ? policy.Create() : pools.Rent(policy));
        rentals.Add(rented);
        return rented;
    }
}
