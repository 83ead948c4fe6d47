namespace Weir.Lab.Proving;

/// <summary>One layer of some options, alone.</summary>
/// <param name="Name">As in files of options.</param>
/// <param name="Options">Only this layer.</param>
internal sealed record SingleLayer(string Name, OptimizationOptions Options)
{
    /// <summary>The layers that options turn on, each alone, in the order of files.</summary>
    public static IReadOnlyList<SingleLayer> Of(OptimizationOptions options) =>
    [
        .. OptionCatalog.Layers.Select(section => (section.Name, Options: section.Only(options)))
            .Where(static one => one.Options is not null)
            .Select(static one => new SingleLayer(one.Name, one.Options!)),
    ];
}
