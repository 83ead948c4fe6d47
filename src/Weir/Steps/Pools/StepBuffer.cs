using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>Bytes that a step has rented with <see cref="StepContext.Buffers"/>: zeros at first, and the step's alone.</summary>
/// <remarks>
/// It ends when it is disposed, and at the latest with the call of the step; from then on it, and every <see cref="Memory{T}"/> of it, refuses to be used. A
/// <see cref="Span{T}"/> cannot refuse: do not use one after the end.
/// </remarks>
public sealed class StepBuffer : MemoryManager<byte>, IRental
{
    private readonly StepScope _scope;
    private readonly StepPools? _pools;
    private readonly CallMark _mark;
    private readonly int _length;

    // Taken out by whoever ends the rental first; only Interlocked and Volatile.
    private byte[]? _bytes;

    internal StepBuffer(StepScope scope, CallMark mark, StepPools? pools, byte[] bytes, int length)
    {
        _scope = scope;
        _mark = mark;
        _pools = pools;
        _bytes = bytes;
        _length = length;
    }

    /// <summary>The length in bytes, as it was asked for.</summary>
    public int Length => _length;

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed, or the call of the step has ended.</exception>
    [SuppressMessage("Naming", "CA1721", Justification = "GetSpan is what a MemoryManager must have; Span is what everybody looks for.")]
    public Span<byte> Span => GetSpan();

    /// <summary>The same as memory, to hand to what waits.</summary>
    public override Memory<byte> Memory => CreateMemory(_length);

    bool IRental.HasEnded => Volatile.Read(ref _bytes) is null;

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => Bytes().AsSpan(0, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new Memory<byte>(Bytes(), elementIndex, _length - elementIndex).Pin();

    /// <inheritdoc/>
    public override void Unpin()
    {
        // The handle that Pin gave holds the bytes, and lets them go when it is disposed.
    }

    /// <summary>Gives the buffer back; once more does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
        {
            _pools?.Return(bytes, _length);
        }
    }

    void IRental.End() => Dispose();

    void IRental.Leave() => Interlocked.Exchange(ref _bytes, null);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => Dispose();

    private byte[] Bytes()
    {
        var bytes = Volatile.Read(ref _bytes);
        return bytes is not null && _scope.Mark == _mark ? bytes : throw new ObjectDisposedException(
            nameof(StepBuffer), $"A buffer of {_length} bytes was used after it was disposed or after its step had ended; rent it in the step that uses it.");
    }
}
