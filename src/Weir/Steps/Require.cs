using System.Globalization;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Checks a value where it is assigned; the message names the property, the value and the range.</summary>
internal static class Require
{
    public static T InRange<T>(T value, T min, T max, [CallerMemberName] string name = "")
        where T : IComparable<T> =>
        value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0
            ? value
            : throw Out(name, value, Invariant($"between {min} and {max}"));

    public static T AtLeast<T>(T value, T min, [CallerMemberName] string name = "")
        where T : IComparable<T> =>
        value.CompareTo(min) >= 0 ? value : throw Out(name, value, Invariant($"at least {min}"));

    public static TimeSpan Positive(TimeSpan value, [CallerMemberName] string name = "") =>
        value > TimeSpan.Zero ? value : throw Out(name, value, "more than zero");

    public static T Defined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw Out(name, value, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    public static string Text(string value, [CallerMemberName] string name = "") =>
        string.IsNullOrWhiteSpace(value) ? throw new ArgumentException($"{name} is empty; it must have text.", name) : value;

    public static T Given<T>(T value, [CallerMemberName] string name = "")
        where T : class =>
        value ?? throw new ArgumentNullException(name);

    public static IReadOnlyList<T> Copy<T>(IReadOnlyList<T> value, [CallerMemberName] string name = "") => [.. Given(value, name)];

    /// <summary>The same for things, of which none may be missing.</summary>
    public static IReadOnlyList<T> CopyAll<T>(IReadOnlyList<T> value, [CallerMemberName] string name = "")
        where T : class
    {
        T[] copy = [.. Given(value, name)];
        var missing = Array.IndexOf(copy, null);
        return missing < 0 ? copy : throw new ArgumentException($"{name}[{missing}] is null; give it a value, or leave it out.", name);
    }

    private static ArgumentOutOfRangeException Out(string name, object value, string range) =>
        new(name, value, Invariant($"{name} is {value}; it must be {range}."));

    private static string Invariant(DefaultInterpolatedStringHandler text) => text.ToString();
}
