namespace Weir;

/// <summary>Options to begin with: named ones, and such that follow from the machine or the work. docs/presets.md has their values and where those come from.</summary>
/// <remarks>A layer that a preset gives values to is on, unless it says that it is off. None of them has been measured on your work: that is what proofs are for.</remarks>
public static class OptimizationPresets
{
    /// <summary>All that have a name, in the order of docs/presets.md.</summary>
    public static IReadOnlyList<OptimizationPreset> All { get; } = PresetCatalog.Create(MachineSize.Current.Processors);

    /// <summary>Finds one by its name.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <returns>The preset.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">There is none of this name; the message has the nearest.</exception>
    public static OptimizationPreset Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(one => one.Name == name)
            ?? throw new ArgumentException($"There is no preset {JsonSpot.Quote(name)}{NearestName.Hint(name, All.Select(static one => one.Name))} There are: {string.Join(", ", All.Select(static one => one.Name))}.");
    }

    /// <summary>Finds one by its name.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <returns>The preset; null: there is none of this name.</returns>
    public static OptimizationPreset? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    /// <summary>
    /// Start values for this machine, by the number of its processors and its memory; in a container by what the container may use. On are Pooling, Contexts, Concurrency, Caching and Telemetry:
    /// leave out with <c>with</c> those that the work does not ask for.
    /// </summary>
    /// <returns>The options.</returns>
    public static OptimizationOptions ForThisMachine() => StartValues.For(MachineSize.Current);

    /// <summary>Options for some work on this machine; what is not known of it turns nothing on.</summary>
    /// <param name="shape">What is known of the work.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static OptimizationOptions For(WorkloadShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return StartValues.For(shape, MachineSize.Current);
    }
}
