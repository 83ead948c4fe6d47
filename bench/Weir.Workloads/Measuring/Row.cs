namespace Weir.Workloads.Measuring;

/// <summary>Variants of the same work, which are measured side by side.</summary>
/// <param name="Name">The name, as the goals know it.</param>
/// <param name="Unit">What a figure counts, such as <c>ns/step</c>.</param>
/// <param name="UnitsPerCall">How many of those one call does.</param>
/// <param name="Goal">What Weir is held to; null: nothing.</param>
internal sealed record Row(string Name, string Unit, int UnitsPerCall, Goal? Goal)
{
    private readonly List<Variant> _variants = [];

    /// <summary>Whether the work gives its thread back: then allocations are counted over all threads, and more rounds are taken.</summary>
    public bool Suspends { get; init; }

    public IReadOnlyList<Variant> Variants => _variants;

    /// <summary>Adds one variant.</summary>
    public Row Add<T>(Role role, Func<ValueTask<T>> work, Func<T, bool> check, string? name = null) =>
        Add(new Variant<T>(name is null ? $"{Name}, {role}" : name, role, Suspends, work, check));

    /// <summary>Adds the floor and its control.</summary>
    public Row AddFloor<T>(Func<ValueTask<T>> work, Func<T, bool> check) => Add(Role.Floor, work, check).Add(Role.Control, work, check);

    public Row Add(Variant variant)
    {
        _variants.Add(variant);
        return this;
    }
}
