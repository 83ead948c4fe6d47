using System.Globalization;

namespace Weir;

/// <summary>What stands in a path between a composite and the steps inside it: the turn of a loop, the item of a map, the name of a branch, or nothing.</summary>
internal struct Segment
{
    private readonly string? _name;
    private int _number;
    private readonly Kind _kind;

    private Segment(Kind kind, string? name, int number)
    {
        _kind = kind;
        _name = name;
        _number = number;
    }

    private enum Kind : byte
    {
        Nothing,
        Name,
        Turn,
        Item,
    }

    public readonly bool IsNothing => _kind == Kind.Nothing;

    /// <summary>Whether it is a turn, of which there may be more.</summary>
    public readonly bool IsTurn => _kind == Kind.Turn;

    /// <summary>The turn or item; 0 for anything else.</summary>
    public readonly int Number => _number;

    /// <summary>How it is written: <c>name</c>, <c>#2</c>, <c>[17]</c>; empty for nothing.</summary>
    public readonly string Text => _kind switch
    {
        Kind.Turn => string.Create(CultureInfo.InvariantCulture, $"#{_number}"),
        Kind.Item => string.Create(CultureInfo.InvariantCulture, $"[{_number}]"),
        _ => _name ?? "",
    };

    public static Segment Named(string name) => new(Kind.Name, name, 0);

    /// <param name="number">From 1.</param>
    public static Segment Turn(int number) => new(Kind.Turn, null, number);

    /// <param name="index">From 0.</param>
    public static Segment Item(int index) => new(Kind.Item, null, index);

    /// <summary>Makes one item of a map another one.</summary>
    public void MoveTo(int index) => _number = index;

    public readonly StepAddress Under(StepAddress parent) => _kind switch
    {
        Kind.Nothing => parent,
        Kind.Name => new StepAddress(parent, _name!),
        _ => StepAddress.Suffix(parent, Text),
    };
}
