using System.Runtime.CompilerServices;

namespace Weir.Layers.Caching;

/// <summary>What values weigh where nobody says it.</summary>
internal static class ValueSize
{
    /// <summary>What a value with references is taken for.</summary>
    public const int Unknown = 256;

    // The head of a string in memory.
    private const int TextHead = 24;

    /// <summary>Weighs values of a type: texts by their length, values without references by their size, others by <see cref="Unknown"/>.</summary>
    public static Func<T, long> Of<T>()
    {
        if (typeof(T) == typeof(string))
        {
            return (Func<T, long>)(object)(Func<string?, long>)(static text => TextHead + (2L * (text?.Length ?? 0)));
        }

        var size = RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? Unknown : Unsafe.SizeOf<T>();
        return _ => size;
    }
}
