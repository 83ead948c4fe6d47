using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Contracts;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>The methods of the operations: what they take, and that they give a task of the right thing.</summary>
internal static class OperationRule
{
    public static void Judge(NodeClasses nodes, Contract contract, FindingList found)
    {
        foreach (var operation in contract.Operations)
        {
            foreach (var method in Methods(nodes.Named?.Symbol, operation))
            {
                if (Breach(method, operation) is { } breach && Name(method) is { } name)
                {
                    found.Add(
                        ComplianceRules.Operation,
                        name,
                        $"The method '{method.Name}' of the operation '{operation.Name}' {breach}.",
                        $"Declare it as ValueTask<{operation.Output}> {operation.ClrName}Async({operation.Input} input, StepContext context).");
                }
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol? type, ContractOperation operation)
    {
        for (; type is not null && type.DeclaringSyntaxReferences.Length > 0; type = type.BaseType)
        {
            foreach (var method in type.GetMembers(operation.ClrName + "Async").Concat(type.GetMembers(operation.ClrName)).OfType<IMethodSymbol>().Where(static method => !IsOfTheNode(method)))
            {
                yield return method;
            }
        }
    }

    // An operation may be called 'run': the RunAsync of every node is another method.
    private static bool IsOfTheNode(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
        {
            method = overridden;
        }

        return method.DeclaringSyntaxReferences.Length == 0;
    }

    private static string? Breach(IMethodSymbol method, ContractOperation operation)
    {
        if (method.Parameters.FirstOrDefault()?.Type.Name != operation.Input)
        {
            return $"does not take '{operation.Input}'";
        }

        if (!TaskTypes.IsTask(method.ReturnType))
        {
            return "does not return a ValueTask or a Task";
        }

        return method.ReturnType is INamedTypeSymbol { TypeArguments: [var output] } && output.Name == operation.Output
            ? null
            : $"does not give '{operation.Output}'";
    }

    private static SyntaxToken? Name(IMethodSymbol method) =>
        (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as MethodDeclarationSyntax)?.Identifier;
}
