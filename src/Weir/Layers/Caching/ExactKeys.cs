using System.Collections.Frozen;

namespace Weir.Layers.Caching;

/// <summary>Comparers for the values of which two can equal and yet not be the same: 0.0 and -0.0, 1.0m and 1.00m, one moment in two time zones.</summary>
internal static class ExactKeys
{
    private static readonly FrozenDictionary<Type, object> Comparers = new Dictionary<Type, object>
    {
        [typeof(Half)] = new Exact<Half, short>(BitConverter.HalfToInt16Bits),
        [typeof(float)] = new Exact<float, int>(BitConverter.SingleToInt32Bits),
        [typeof(double)] = new Exact<double, long>(BitConverter.DoubleToInt64Bits),
        [typeof(decimal)] = new Exact<decimal, (decimal Value, byte Scale)>(static value => (value, value.Scale)),
        [typeof(DateTime)] = new Exact<DateTime, (long Ticks, DateTimeKind Kind)>(static time => (time.Ticks, time.Kind)),
        [typeof(DateTimeOffset)] = new Exact<DateTimeOffset, (long Ticks, TimeSpan Offset)>(static time => (time.Ticks, time.Offset)),
    }.ToFrozenDictionary();

    public static bool Has(Type type) => Comparers.ContainsKey(type);

    /// <summary>The comparer for a type; null: those that equal are the same.</summary>
    public static IEqualityComparer<T>? Of<T>() => (IEqualityComparer<T>?)Comparers.GetValueOrDefault(typeof(T));

    private sealed class Exact<T, TParts>(Func<T, TParts> parts) : IEqualityComparer<T>
        where TParts : IEquatable<TParts>
    {
        public bool Equals(T? x, T? y) => parts(x!).Equals(parts(y!));

        public int GetHashCode(T value) => parts(value).GetHashCode();
    }
}
