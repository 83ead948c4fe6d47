using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>The step types that workflow files may use, by name.</summary>
public sealed class StepTypeCatalog
{
    private readonly Dictionary<string, StepType> _types = new(StringComparer.Ordinal);

    /// <summary>Makes a catalog.</summary>
    /// <param name="types">Its types.</param>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public StepTypeCatalog(IEnumerable<StepType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        foreach (var type in types)
        {
            if (!_types.TryAdd(type.Name, type))
            {
                throw new ArgumentException($"There are two step types named '{type.Name}': {_types[type.Name].GetType()} and {type.GetType()}.", nameof(types));
            }
        }
    }

    /// <summary>All types, by name.</summary>
    public IReadOnlyList<StepType> Types => [.. _types.Values.OrderBy(static type => type.Name, StringComparer.Ordinal)];

    /// <summary>Finds a type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out StepType? type) => _types.TryGetValue(name, out type);
}
