namespace Weir;

/// <summary>Where a step rents buffers; see <see cref="StepContext.Buffers"/>.</summary>
public readonly struct StepBuffers
{
    private readonly StepContext _context;

    internal StepBuffers(StepContext context) => _context = context;

    /// <summary>Rents a buffer of zeros, from the pool of the pipeline where it has one (<c>AddPooling</c>), else a new one.</summary>
    /// <param name="length">The length in bytes, from 0.</param>
    /// <returns>The buffer. It ends when it is disposed, and at the latest with the call of the step.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 0.</exception>
    /// <exception cref="ObjectDisposedException">The step has ended.</exception>
    public StepBuffer Rent(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var scope = _context.Scope;
        var (mark, pools) = (scope.Mark, scope.Pools);
        var rentals = _context.RentalsOf(mark);
        var buffer = new StepBuffer(scope, mark, pools, pools?.Rent(length) ?? new byte[length], length);
        rentals.Add(buffer);
        return buffer;
    }
}
