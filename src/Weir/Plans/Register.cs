using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>
/// Holds one value of any type without boxing it: a reference as it is, a struct without references of up to 16 bytes as
/// bits, anything else in a box that the next value of the same type may use again.
/// </summary>
/// <remarks>
/// Reading another type than was written breaks memory safety, for nothing is checked here; the typed builders are what
/// makes sure that the types of two neighbours fit, so only they may make nodes.
/// </remarks>
internal struct Register
{
    private object? _reference;
    private Bits _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Read<T>()
    {
        if (typeof(T).IsValueType)
        {
            return FitsBits<T>()
                ? Unsafe.ReadUnaligned<T>(ref Unsafe.As<Bits, byte>(ref Unsafe.AsRef(in _bits)))
                : Unsafe.As<StrongBox<T>>(_reference!).Value!;
        }

        return Unsafe.As<object?, T>(ref Unsafe.AsRef(in _reference));
    }

    /// <param name="value">The value.</param>
    /// <param name="reuse">Whether a box may be used again; false where the value that it holds is still to be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T value, bool reuse)
    {
        if (!typeof(T).IsValueType)
        {
            _reference = value;
        }
        else if (FitsBits<T>())
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<Bits, byte>(ref _bits), value);
        }
        else if (reuse && _reference is StrongBox<T> box)
        {
            box.Value = value;
        }
        else
        {
            _reference = new StrongBox<T>(value);
        }
    }

    /// <summary>Takes over a value that is known to be bits only; without the write barrier that a reference would need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetBits(in Register other) => _bits = other._bits;

    /// <summary>Whether a value of this type is kept as a reference.</summary>
    public static bool NeedsReference<T>() => !FitsBits<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FitsBits<T>() =>
        !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && Unsafe.SizeOf<T>() <= Unsafe.SizeOf<Bits>();

    [InlineArray(2)]
    private struct Bits
    {
        private long _first;
    }
}
