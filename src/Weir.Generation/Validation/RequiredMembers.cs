using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weir.Generation.Code;
using Weir.Generation.Contracts;

namespace Weir.Generation.Validation;

/// <summary>Asks a compilation for the types and members that the contract and its kind require.</summary>
internal sealed class RequiredMembers(Contract contract, PackageNames names, CSharpCompilation compilation)
{
    private readonly List<ValidationIssue> _missing = [];

    /// <summary>How many things were asked for; at least 1 after <see cref="FindMissing"/>.</summary>
    public int Asked { get; private set; }

    public IReadOnlyList<ValidationIssue> FindMissing()
    {
        var node = Type(names.Namespace + "." + names.Node);
        var nodeBase = Type(names.Namespace + "." + names.NodeBase);
        if (node is not null && nodeBase is not null)
        {
            Require(Derives(node, nodeBase), "WEIR-KIND", $"{names.Node} does not derive from {names.NodeBase}");
            Require(
                nodeBase.BaseType is { Name: var kind, ContainingNamespace.Name: "Weir" } && kind == names.KindBase,
                "WEIR-KIND",
                $"{names.NodeBase} does not derive from Weir.{names.KindBase}");
        }

        foreach (var operation in contract.Operations)
        {
            Operation(operation, nodeBase);
        }

        foreach (var type in contract.Types)
        {
            Model(type);
        }

        return _missing;
    }

    private void Operation(ContractOperation operation, INamedTypeSymbol? nodeBase)
    {
        var method = nodeBase?.GetMembers(operation.ClrName + "Async").OfType<IMethodSymbol>()
            .FirstOrDefault(one => one.IsVirtual && one.Parameters.Length == 2 && one.Parameters[1].Type.Name == nameof(StepContext));
        Require(method is not null, "WEIR-OPERATION", $"{names.NodeBase} has no method for the operation '{operation.Name}'");
        if (method is not null)
        {
            Require(method.Parameters[0].Type.Name == operation.Input, "WEIR-OPERATION", $"the operation '{operation.Name}' does not take {operation.Input}");
            Require(
                method.ReturnType is INamedTypeSymbol { TypeArguments: [{ } output] } && output.Name == operation.Output,
                "WEIR-OPERATION",
                $"the operation '{operation.Name}' does not return {operation.Output}");
        }

        Type($"{names.Namespace}.{names.Request}+{operation.ClrName}Call");
        Type($"{names.Namespace}.{names.Response}+{operation.ClrName}Reply");
    }

    private void Model(ContractType type)
    {
        var model = Type($"{names.Namespace}.Models.{type.Name}");
        if (type is not RecordType record)
        {
            return;
        }

        foreach (var field in record.Fields)
        {
            Require(model?.GetMembers(field.Name).OfType<IPropertySymbol>().Any() == true, "WEIR-MODEL", $"{type.Name} has no property {field.Name}");
        }

        var validator = Type($"{names.Namespace}.Validation.{type.Name}Validator");
        Require(validator?.GetMembers("Validate").OfType<IMethodSymbol>().Any() == true, "WEIR-VALIDATOR", $"{type.Name} has no validator");
    }

    private INamedTypeSymbol? Type(string name)
    {
        var type = compilation.Assembly.GetTypeByMetadataName(name);
        Require(type is not null, "WEIR-TYPE", $"the type {name} is missing");
        return type;
    }

    private void Require(bool holds, string rule, string message)
    {
        Asked++;
        if (!holds)
        {
            _missing.Add(new ValidationIssue(rule, "error", message + ".", null, 0, 0));
        }
    }

    private static bool Derives(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, from))
            {
                return true;
            }
        }

        return false;
    }
}
