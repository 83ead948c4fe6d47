namespace Weir;

/// <summary>What a copy does with the objects of one type; made once a type.</summary>
/// <param name="Mutability">Immutable objects are shared, mutable ones copied, of open ones the members decide.</param>
/// <param name="Fill">Replaces, in a shallow copy, the references that need a copy; null when there are none.</param>
/// <param name="Look">Shows the members of an open object; null for the others.</param>
/// <param name="Finish">Runs when all objects are filled; null when nothing is left to do then.</param>
internal sealed record CopyPlan(Mutability Mutability, ReferenceVisit? Fill, ReferenceVisit? Look, Action<object>? Finish)
{
    public static readonly CopyPlan Keep = new(Mutability.Immutable, null, null, null);

    /// <summary>Makes the copy by itself, which is then complete; null: it is made as the rest says.</summary>
    public Func<object, object>? Share { get; init; }

    /// <summary>Whether the shallow copy is already the whole copy.</summary>
    public bool IsShallow => Mutability == Mutability.Mutable && Fill is null && Finish is null;
}
