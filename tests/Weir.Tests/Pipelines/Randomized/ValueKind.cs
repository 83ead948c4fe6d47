using System.Globalization;

namespace Weir.Tests.Pipelines.Randomized;

/// <summary>One way in which a random pipeline holds its numbers.</summary>
internal interface IValueKind<T>
{
    static abstract T From(int number);

    static abstract int ToNumber(T value);
}

internal sealed class Numbers : IValueKind<int>
{
    public static int From(int number) => number;

    public static int ToNumber(int value) => value;
}

internal sealed class Texts : IValueKind<string>
{
    public static string From(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static int ToNumber(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}

/// <summary>A struct with a reference, too large for bits.</summary>
internal readonly record struct Wide(long First, string Text, long Last);

internal sealed class Wides : IValueKind<Wide>
{
    public static Wide From(int number) => new(number, "wide", ~(long)number);

    public static int ToNumber(Wide value)
    {
        Assert.Equal((~value.First, "wide"), (value.Last, value.Text));
        return (int)value.First;
    }
}

internal sealed class Halves : IValueKind<Int128?>
{
    public static Int128? From(int number) => new Int128(ulong.MaxValue, (ulong)number);

    public static int ToNumber(Int128? value) => (int)(ulong)(value!.Value & ulong.MaxValue);
}
