using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>Calls that hold a thread until a task or a time is over. A task that is known to be done holds nobody.</summary>
internal sealed class BlockingCallRule : CodeRule
{
    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        if (file.Model is null)
        {
            return;
        }

        foreach (var node in file.Nodes)
        {
            // Names first: what cannot block is not bound.
            if (node is SimpleNameSyntax { Identifier.ValueText: "Result" or "Wait" or "GetResult" or "Sleep" or "WaitAll" or "WaitAny" } name
                && !IsInNameOf(name)
                && Blocks(name, file.Model, cancellationToken) is { } wait)
            {
                found.Add(QualityRules.BlockingCall, name.Identifier, $"'{wait}' blocks the thread until it is over.", "Await it; where nothing but time is waited for, await Task.Delay with the token.");
            }
        }
    }

    private static string? Blocks(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var member = name.Identifier.ValueText;
        if (member is "Sleep" or "WaitAll" or "WaitAny")
        {
            var type = model.GetSymbolInfo(name, cancellationToken).Symbol?.ContainingType;
            return member == "Sleep" ? Of(type, "Thread", "System.Threading") : Of(type, "Task", "System.Threading.Tasks");
        }

        var task = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
            MemberBindingExpressionSyntax { Parent: { } binding } => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (member == "GetResult")
        {
            task = task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter } ? awaiter.Expression : null;
        }

        return task is not null && TaskTypes.Is(model.GetTypeInfo(task, cancellationToken).Type) && !CompletedTask.Is(Unwrap(task), name)
            ? (member == "GetResult" ? "GetAwaiter().GetResult()" : member)
            : null;

        string? Of(INamedTypeSymbol? type, string wanted, string space) =>
            type?.Name == wanted && type.ContainingNamespace.ToDisplayString() == space ? $"{wanted}.{member}" : null;
    }

    private static ExpressionSyntax Unwrap(ExpressionSyntax task) => task switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } configured } => Unwrap(configured.Expression),
        ParenthesizedExpressionSyntax inner => Unwrap(inner.Expression),
        _ => task,
    };

    private static bool IsInNameOf(SyntaxNode node) =>
        node.Ancestors().TakeWhile(static one => one is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax)
            .Any(static one => one is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } });
}
