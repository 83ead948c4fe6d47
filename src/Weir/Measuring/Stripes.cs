using System.Numerics;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>How counters are split, so that threads seldom write to the same one.</summary>
internal static class Stripes
{
    /// <summary>One for each processor, a power of two, at most 8: more would cost more memory than contention costs time.</summary>
    public static readonly int Count = (int)Math.Min(8, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    /// <summary>That of the calling thread; threads share them, so what they hold is written with interlocked operations only.</summary>
    public static int Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Environment.CurrentManagedThreadId & (Count - 1);
    }
}
