using Weir.Yaml;

namespace Weir.Generation.Contracts;

/// <summary>A contract that was read and found to be right: all that a node package is generated from.</summary>
public sealed record Contract
{
    /// <summary>The path of the contract as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The text of the contract, as it was read.</summary>
    public required string Text { get; init; }

    /// <summary>The version of the contract format, such as <c>v2.0.0</c>.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>The name of the node: <c>Node</c>, a Pascal-case word, and the kind; a legal C# name.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the node.</summary>
    public required ContractVersion Version { get; init; }

    /// <summary>The kind of the node.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>What the node is for; at least 10 characters.</summary>
    public required string Description { get; init; }

    /// <summary>All named types, in the order of the file: definitions, then states, each followed by the types that stand inside it.</summary>
    public required IReadOnlyList<ContractType> Types { get; init; }

    /// <summary>The operations, in the order of the file; at least one (a contract that names none has <c>execute</c>).</summary>
    public required IReadOnlyList<ContractOperation> Operations { get; init; }

    /// <summary>What the node can do, in words.</summary>
    public IReadOnlyList<NamedText> Capabilities { get; init; } = [];

    /// <summary>The services that the node needs.</summary>
    public IReadOnlyList<ContractService> Services { get; init; } = [];

    /// <summary>The settings of the node.</summary>
    public IReadOnlyList<ContractSetting> Configuration { get; init; } = [];

    /// <summary>The mixins that are named; unknown ones were reported as warnings.</summary>
    public IReadOnlyList<ContractMixin> Mixins { get; init; } = [];

    /// <summary>Retry, circuit breaker and the other advanced features, as the node's options with defaults filled in.</summary>
    public NodeOptions Features { get; init; } = NodeOptions.Default;

    /// <summary>The components whose health is checked.</summary>
    public IReadOnlyList<ContractHealthCheck> HealthChecks { get; init; } = [];

    /// <summary>The state machine of the node, or null.</summary>
    public ContractStateMachine? StateMachine { get; init; }

    /// <summary>The names of the routes, in order; empty when the contract routes nothing.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>How a route is chosen; default one after the other.</summary>
    public RoutingStrategy RoutingStrategy { get; init; } = RoutingStrategy.RoundRobin;

    /// <summary>The windows of the node, or null.</summary>
    public ContractAggregation? Aggregation { get; init; }

    /// <summary>The state that the node keeps, or null.</summary>
    public ContractTrackedState? TrackedState { get; init; }

    /// <summary>The events of the node, or null.</summary>
    public ContractEvents? Events { get; init; }

    /// <summary>What the mixins add to the base class of the node.</summary>
    public ContractBehaviours Behaviours { get; init; } = ContractBehaviours.None;

    /// <summary>The targets of performance, in the order of the file.</summary>
    public IReadOnlyList<ContractTarget> Targets { get; init; } = [];

    /// <summary>What the contract demands of its own package.</summary>
    public ContractDemands Demands { get; init; } = ContractDemands.None;

    /// <summary>The id of the template that writes the user's file; default null, the shipped one.</summary>
    public string? CustomTemplate { get; init; }

    /// <summary>Where <see cref="CustomTemplate"/> stands; null where there is none.</summary>
    internal SourcePosition? CustomTemplatePosition { get; init; }

    /// <summary>Whether the package goes without the tests of its models; default false.</summary>
    public bool IsMinimal { get; init; }

    /// <summary>Free entries that are carried into the package's README: endpoints, performance targets, and so on, as name and value text.</summary>
    public IReadOnlyList<ContractNote> Notes { get; init; } = [];

    /// <summary>What was noticed without making the contract unusable.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>Finds a named type. Throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public ContractType FindType(string name) =>
        Types.FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"The contract {Name} has no type '{name}'.");
}

/// <summary>A version of three numbers, each 0 or more.</summary>
public readonly record struct ContractVersion(int Major, int Minor, int Patch)
{
    /// <summary>The version as <c>1.2.3</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}

/// <summary>A name with its description.</summary>
public sealed record NamedText(string Name, string Description);

/// <summary>A service that the node needs.</summary>
public sealed record ContractService(string Name, bool Required, string Description);

/// <summary>A mixin, whether it is on, and its settings as JSON.</summary>
public sealed record ContractMixin(string Name, bool Enabled, string ConfigurationJson);

/// <summary>A component whose health is checked. <c>MethodName</c> is its C# name, such as <c>Database</c>.</summary>
public sealed record ContractHealthCheck(string Name, string MethodName, bool Critical, TimeSpan Timeout);

/// <summary>An entry of a free map of the contract: the field it stands in, its name, and its value as text.</summary>
public sealed record ContractNote(string Field, string Name, string Text);

/// <summary>One operation of the node.</summary>
public sealed record ContractOperation
{
    /// <summary>The name in the contract, such as <c>create_charge</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name in C#, such as <c>CreateCharge</c>.</summary>
    public required string ClrName { get; init; }

    /// <summary>What it does, or empty.</summary>
    public required string Description { get; init; }

    /// <summary>The name of the record that goes in; always in <see cref="Contract.Types"/>.</summary>
    public required string Input { get; init; }

    /// <summary>The name of the record that comes out; always in <see cref="Contract.Types"/>.</summary>
    public required string Output { get; init; }
}

/// <summary>One setting of the node: its type follows from its declared type or its default.</summary>
public sealed record ContractSetting
{
    /// <summary>The name in the contract.</summary>
    public required string Name { get; init; }

    /// <summary>The name in C#.</summary>
    public required string ClrName { get; init; }

    /// <summary>What it is for, or empty.</summary>
    public required string Description { get; init; }

    /// <summary>The type: string, integer, number, boolean, or any JSON.</summary>
    public required SchemaType Type { get; init; }

    /// <summary>The default as JSON, or null when there is none; the property is then nullable.</summary>
    public string? DefaultJson { get; init; }
}
