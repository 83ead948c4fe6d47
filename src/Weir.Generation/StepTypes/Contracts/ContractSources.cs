using Weir.Yaml;

namespace Weir.Generation.StepTypes;

/// <summary>Contracts that were found and read before their workflow runs, by the paths that it names them by.</summary>
internal sealed class ContractSources
{
    private readonly Dictionary<string, ContractSource> _byLabel = new(StringComparer.Ordinal);
    private readonly ILookup<string, ContractSource> _byName;

    public ContractSources(IReadOnlyList<ContractSource> sources)
    {
        foreach (var source in sources)
        {
            _byLabel[source.Label] = source;

            // A workflow that stands elsewhere names it in full.
            _byLabel[Path.GetFullPath(source.Label)] = source;
        }

        _byName = sources.Where(static source => source.Name is not null).ToLookup(static source => source.Name!.Value.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>None was.</summary>
    public static ContractSources None { get; } = new([]);

    public ContractSource? Find(string path) => _byLabel.GetValueOrDefault(path);

    /// <summary>That another contract has the same name, where one has.</summary>
    public IEnumerable<Diagnostic> SameName(ContractSource source)
    {
        if (source.Name is not { } own)
        {
            return [];
        }

        return _byName[own.Name].Where(other => other != source).Take(1).Select(other => new Diagnostic(
            DiagnosticSeverity.Error,
            GenerationCodes.SameName,
            $"The name {own.Name} is also that of {other.Name!.Value.Position}; two packages cannot share a folder.",
            own.Position));
    }
}
