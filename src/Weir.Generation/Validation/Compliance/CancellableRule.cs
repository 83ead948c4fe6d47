using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>Methods that others wait for can be told to stop.</summary>
internal sealed class CancellableRule : CodeRule
{
    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        if (file.Model is not { } model)
        {
            return;
        }

        foreach (var function in file.Functions)
        {
            if (function.Node is MethodDeclarationSyntax method && MayReturnTask(method.ReturnType)
                && model.GetDeclaredSymbol(method, cancellationToken) is { } symbol && IsAsked(symbol)
                && !symbol.Parameters.Any(static parameter => Tokens.Carries(parameter.Type))
                && !OnlyWraps(function, model, cancellationToken))
            {
                found.Add(
                    ComplianceRules.NoCancellation,
                    method.Identifier,
                    $"The method '{symbol.Name}' returns a task, and nothing can cancel it.",
                    "Give it a parameter of type CancellationToken, and pass that on.");
            }
        }
    }

    private static bool MayReturnTask(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText is "Task" or "ValueTask",
        QualifiedNameSyntax name => MayReturnTask(name.Right),
        AliasQualifiedNameSyntax name => MayReturnTask(name.Name),
        _ => false,
    };

    private static bool IsAsked(IMethodSymbol method) =>
        method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && TaskTypes.IsTask(method.ReturnType)
        && !method.IsOverride
        && method is not { Name: "DisposeAsync", Parameters.Length: 0 }
        && method is not { Name: "Main", IsStatic: true }
        && !IsEventHandler(method)
        && !Implements(method);

    private static bool IsEventHandler(IMethodSymbol method) =>
        method.Parameters is [{ Type.SpecialType: SpecialType.System_Object }, { Type.Name: var arguments }] && arguments.EndsWith("EventArgs", StringComparison.Ordinal);

    private static bool Implements(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(one => one.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    // What awaits nothing and calls nothing that is to be awaited is over when it returns.
    private static bool OnlyWraps(Function function, SemanticModel model, CancellationToken cancellationToken)
    {
        if (function.Body is null || function.Body is ThrowExpressionSyntax)
        {
            return false;
        }

        return function.Nodes.TrueForAll(node => node switch
        {
            AwaitExpressionSyntax => false,
            ForEachStatementSyntax each => !each.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
            InvocationExpressionSyntax call => IsMadeDone(call) || !TaskTypes.IsTask(model.GetTypeInfo(call, cancellationToken).Type),
            ObjectCreationExpressionSyntax made => !(made.Type.ToString() == "Task"),
            _ => true,
        });
    }

    private static bool IsMadeDone(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" or "FromException" or "FromCanceled" };
}
