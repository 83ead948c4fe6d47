using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>The names that a contract's package uses; one place, so that code, tests and checks agree.</summary>
/// <remarks>
/// Models have a namespace of their own, which no other generated file imports: a model may be called
/// <c>Task</c> or <c>String</c> and everything else still reads plainly.
/// </remarks>
internal sealed class PackageNames(Contract contract)
{
    private readonly string _core = contract.Name["Node".Length..^contract.Kind.ToString().Length];

    public string Package => contract.Name;

    public string Namespace { get; } = "Nodes." + contract.Name["Node".Length..];

    public string Node => contract.Name;

    public string NodeBase => contract.Name + "Base";

    public string KindBase => contract.Kind + "Node";

    public string Request => _core + "Request";

    public string Response => _core + "Response";

    /// <summary>The record of the settings; no property of it may have its name.</summary>
    public string Settings { get; } = Unlike(contract.Name["Node".Length..^contract.Kind.ToString().Length] + "Settings", contract.Configuration);

    public string State => _core + "State";

    public string Transitions => _core + "Transitions";

    public string TrackedState => _core + "TrackedState";

    public string Events => _core + "Events";

    public string Endpoints => _core + "Endpoints";

    public string Metadata => _core + "Metadata";

    public string Capabilities => _core + "Capabilities";

    public string Targets => _core + "PerformanceTargets";

    public string Json => _core + "Json";

    public string SourceFolder => $"src/{Package}/";

    public string TestFolder => $"tests/{Package}.Tests/";

    private static string Unlike(string name, IEnumerable<ContractSetting> settings)
    {
        var taken = settings.Select(setting => setting.ClrName).ToHashSet(StringComparer.Ordinal);
        while (taken.Contains(name))
        {
            name += "Record";
        }

        return name;
    }
}
