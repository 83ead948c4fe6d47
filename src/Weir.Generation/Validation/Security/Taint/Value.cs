using System.Collections.Immutable;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>Where a value is kept: a local, a parameter, a field or a capture of the flow graph, or a member of one.</summary>
internal readonly record struct Place(object Root, object? Member = null);

/// <summary>What the analysis knows of a value.</summary>
/// <param name="Dangers">What it can still do harm as.</param>
/// <param name="IsFullPath">It came out of <c>Path.GetFullPath</c>.</param>
/// <param name="EndsInSeparator">It is a path or its beginning, up to a separator.</param>
/// <param name="Relative">The full path that this one is a relative form of, or null.</param>
/// <param name="Facts">What its being true or false says of other places, or null.</param>
internal readonly record struct Value(Dangers Dangers, bool IsFullPath = false, bool EndsInSeparator = false, Place? Relative = null, Facts? Facts = null)
{
    public static Value Clean => default;

    public bool IsTainted => Dangers != Dangers.None;

    /// <summary>What it may be where two ways meet.</summary>
    public Value Join(Value other) => this == other ? this : new Value(
        Dangers | other.Dangers,
        (IsFullPath || !IsTainted) && (other.IsFullPath || !other.IsTainted) && (IsFullPath || other.IsFullPath),
        EndsInSeparator || other.EndsInSeparator,
        Relative == other.Relative ? Relative : null,
        Facts.Join(Facts, other.Facts));

    /// <summary>A value made of this and another, such as by concatenation.</summary>
    public Value With(Value other) => new(Dangers | other.Dangers);

    /// <summary>What is true of it anywhere, without what it says of places here.</summary>
    public Value Alone => this with { Relative = null, Facts = null };

    public Value Without(Dangers dangers) => this with { Dangers = Dangers & ~dangers };
}

/// <summary>What follows for places from a condition: the dangers that they no longer have.</summary>
internal sealed record Facts(ImmutableDictionary<Place, Dangers> WhenTrue, ImmutableDictionary<Place, Dangers> WhenFalse, bool IsNeverTrue = false, bool IsNeverFalse = false)
{
    private static readonly ImmutableDictionary<Place, Dangers> Nothing = ImmutableDictionary<Place, Dangers>.Empty;

    public static readonly Facts True = new(Nothing, Nothing, IsNeverFalse: true);

    public static readonly Facts False = new(Nothing, Nothing, IsNeverTrue: true);

    public static Facts IfTrue(Place place, Dangers cleared) => new(Nothing.Add(place, cleared), Nothing);

    public static Facts IfFalse(Place place, Dangers cleared) => new(Nothing, Nothing.Add(place, cleared));

    public static Facts? Not(Facts? facts) => facts is null ? null : new Facts(facts.WhenFalse, facts.WhenTrue, facts.IsNeverFalse, facts.IsNeverTrue);

    /// <summary>Both hold: of <c>a and b</c> each side's facts when true, when false only what both say.</summary>
    public static Facts? And(Facts? left, Facts? right) => left is null && right is null
        ? null
        : new Facts(Union(left?.WhenTrue ?? Nothing, right?.WhenTrue ?? Nothing), Common(left?.WhenFalse ?? Nothing, right?.WhenFalse ?? Nothing));

    public static Facts? Or(Facts? left, Facts? right) => Not(And(Not(left), Not(right)));

    /// <summary>What is known where two ways meet; a way that cannot be true says nothing against what holds when true.</summary>
    public static Facts? Join(Facts? left, Facts? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var whenTrue = left.IsNeverTrue ? right.WhenTrue : right.IsNeverTrue ? left.WhenTrue : Common(left.WhenTrue, right.WhenTrue);
        var whenFalse = left.IsNeverFalse ? right.WhenFalse : right.IsNeverFalse ? left.WhenFalse : Common(left.WhenFalse, right.WhenFalse);
        return new Facts(whenTrue, whenFalse, left.IsNeverTrue && right.IsNeverTrue, left.IsNeverFalse && right.IsNeverFalse);
    }

    /// <summary>Adds what holds on the way here anyway.</summary>
    public static Facts? Under(Facts? facts, ImmutableDictionary<Place, Dangers> known) => known.IsEmpty
        ? facts
        : new Facts(Union(facts?.WhenTrue ?? Nothing, known), Union(facts?.WhenFalse ?? Nothing, known), facts?.IsNeverTrue == true, facts?.IsNeverFalse == true);

    public static ImmutableDictionary<Place, Dangers> Union(ImmutableDictionary<Place, Dangers> left, ImmutableDictionary<Place, Dangers> right)
    {
        foreach (var (place, dangers) in right)
        {
            left = left.SetItem(place, left.GetValueOrDefault(place) | dangers);
        }

        return left;
    }

    public static ImmutableDictionary<Place, Dangers> Common(ImmutableDictionary<Place, Dangers> left, ImmutableDictionary<Place, Dangers> right)
    {
        foreach (var (place, dangers) in left)
        {
            var both = dangers & right.GetValueOrDefault(place);
            left = both == Dangers.None ? left.Remove(place) : left.SetItem(place, both);
        }

        return left;
    }

    public bool Equals(Facts? other) => other is not null && IsNeverTrue == other.IsNeverTrue && IsNeverFalse == other.IsNeverFalse
        && Same(WhenTrue, other.WhenTrue) && Same(WhenFalse, other.WhenFalse);

    public override int GetHashCode() => HashCode.Combine(WhenTrue.Count, WhenFalse.Count, IsNeverTrue, IsNeverFalse);

    public static bool Same(ImmutableDictionary<Place, Dangers> left, ImmutableDictionary<Place, Dangers> right) =>
        ReferenceEquals(left, right) || (left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var value) && value == pair.Value));
}
