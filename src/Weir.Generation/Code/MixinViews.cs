using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>The parts of the node's base class that mixins ask for, and their tests.</summary>
internal sealed class MixinViews(Contract contract, PackageNames names)
{
    private readonly IReadOnlyList<string> _consumed = contract.Events?.Consumed ?? [];

    public IEnumerable<CodePart> Sources
    {
        get
        {
            if (contract.Behaviours.Lifecycle)
            {
                yield return Part("Lifecycle", "node/lifecycle");
            }

            if (contract.Behaviours.Introspection)
            {
                yield return Part("Introspection", "node/introspection");
            }

            if (contract.Behaviours.Handlers)
            {
                yield return Part("Handlers", "node/handlers");
            }
        }
    }

    public IEnumerable<CodePart> Tests => contract.Behaviours == ContractBehaviours.None
        ? []
        : [new CodePart($"{names.Node}MixinTests.g.cs", "tests/mixins", View)];

    private object View => new
    {
        Names = names,
        names.Namespace,
        contract.Behaviours.Lifecycle,
        contract.Behaviours.Introspection,
        contract.Behaviours.Handlers,
        Operations = CSharpText.Literal(contract.Operations.Select(static one => one.Name)),
        Capabilities = CSharpText.Literal(contract.Capabilities.Select(static one => one.Name)),
        States = CSharpText.Literal((contract.StateMachine?.States ?? []).Select(static one => one.Value)),
        Routes = CSharpText.Literal(contract.Routes),
        Consumed = CSharpText.Literal(_consumed),
        Produced = CSharpText.Literal(contract.Events?.Produced ?? []),
        Components = CSharpText.Literal(contract.HealthChecks.Select(static one => one.Name)),
        Unknown = CSharpText.Literal(SubcontractViews.Unlike(_consumed)),
        Events = Naming.ToEnumMembers(_consumed).Select(static one => new
        {
            Name = one.Name.TrimStart('_'),
            Literal = CSharpText.Literal(one.Value),
            Doc = CSharpText.Summary($"Handles the event {one.Value}; until it is written, it fails.", 1),
        }).ToArray(),
    };

    private CodePart Part(string name, string template) => new($"{names.NodeBase}.{name}.g.cs", template, View);
}
