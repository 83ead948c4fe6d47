using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>The name and the base of nodes.</summary>
internal static class NodeRule
{
    public static void Judge(NodeClasses nodes, FindingList found)
    {
        foreach (var node in nodes.All)
        {
            if (node.Base is { } kind && !EndsIn(node, kind))
            {
                found.Add(
                    ComplianceRules.NodeName,
                    node.Declaration.Identifier,
                    $"The class '{node.Symbol.Name}' derives from {kind}Node, but its name does not end in {kind}.",
                    $"Let its name end in {kind}; an abstract base may end in Base.");
            }
        }

        if (nodes.Contract is not { } contract)
        {
            return;
        }

        if (nodes.Named is not { } named)
        {
            if (nodes.All.FirstOrDefault(static node => !node.Symbol.IsAbstract) is { } other)
            {
                found.Add(ComplianceRules.NodeName, other.Declaration.Identifier, $"The contract calls its node '{contract.Name}', but the class is called '{other.Symbol.Name}'.", $"Call it {contract.Name}.");
            }
        }
        else if (named.Base != contract.Kind)
        {
            var now = named.Base is { } kind ? $"derives from {kind}Node" : "derives from no node";
            found.Add(ComplianceRules.NodeBase, named.Declaration.Identifier, $"The contract's node '{contract.Name}' is of the kind {contract.Kind}, but its class {now}.", $"Derive it from {contract.Kind}Node.");
        }
    }

    private static bool EndsIn(NodeClass node, NodeKind kind)
    {
        var name = node.Symbol.Name;
        return name.EndsWith(kind.ToString(), StringComparison.Ordinal) || (node.Symbol.IsAbstract && name.EndsWith("Base", StringComparison.Ordinal));
    }
}
