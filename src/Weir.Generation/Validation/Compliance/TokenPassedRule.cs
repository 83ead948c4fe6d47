using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>Who has a token passes it on to whoever takes one.</summary>
internal sealed class TokenPassedRule : CodeRule
{
    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        if (file.Model is not { } model)
        {
            return;
        }

        var holders = new Dictionary<Function, string?>();
        foreach (var function in file.Functions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            holders[function] = Held(function) ?? Inherited(function, holders);
            if (holders[function] is { } token)
            {
                Judge(function, token, model, found, cancellationToken);
            }
        }
    }

    private static void Judge(Function function, string token, SemanticModel model, FindingList found, CancellationToken cancellationToken)
    {
        foreach (var call in function.Nodes.OfType<InvocationExpressionSyntax>())
        {
            if (Name(call) is { } name && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
                && LeavesOut(call, method) && TakesToken(call, method, model, cancellationToken))
            {
                found.Add(
                    ComplianceRules.NoCancellation,
                    name,
                    $"The call of '{method.Name}' takes a token, and '{token}' is not passed on.",
                    $"Pass {token} on.");
            }
        }
    }

    // How the token is written where it is held; by form alone, since parameters say their type.
    private static string? Held(Function function)
    {
        foreach (var parameter in function.Parameters)
        {
            var type = parameter.Type is QualifiedNameSyntax qualified ? qualified.Right.ToString() : parameter.Type?.ToString();
            if (type is nameof(CancellationToken) or nameof(StepContext) && parameter.Identifier.ValueText is not "_" and var name)
            {
                return type == nameof(CancellationToken) ? name : name + ".CancellationToken";
            }
        }

        return null;
    }

    private static string? Inherited(Function function, Dictionary<Function, string?> holders)
    {
        var isStatic = function.Node switch
        {
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.StaticKeyword),
            AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
            _ => true,
        };
        return !isStatic && function.Outer is { } outer ? holders.GetValueOrDefault(outer) : null;
    }

    private static SyntaxToken? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax { Identifier.ValueText: "nameof" } => null,
        SimpleNameSyntax name => name.Identifier,
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        _ => null,
    };

    /// <summary>Whether the call gives no token: none of the parameters is one, or the one that is has its default.</summary>
    private static bool LeavesOut(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var arguments = call.ArgumentList.Arguments;
        return !method.Parameters.Any(parameter => Tokens.Carries(parameter.Type)
            && (!parameter.IsOptional || arguments.Any(argument => argument.NameColon is { } named ? named.Name.Identifier.ValueText == parameter.Name : arguments.IndexOf(argument) == parameter.Ordinal)));
    }

    private static bool TakesToken(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        if (method.Parameters.Any(static parameter => Tokens.IsToken(parameter.Type)))
        {
            return true;
        }

        // A continuation is to run when its task ends, cancelled or not.
        if (method.Name == "ContinueWith" || method.ContainingType is null)
        {
            return false;
        }

        var called = (method.ReducedFrom ?? method).OriginalDefinition;
        var caller = model.GetEnclosingSymbol(call.SpanStart, cancellationToken);
        return called.ContainingType.GetMembers(called.Name).OfType<IMethodSymbol>()
            .Any(other => other.Parameters.Length == called.Parameters.Length + 1
                && other.IsStatic == called.IsStatic && other.Arity == called.Arity
                && !SymbolEqualityComparer.Default.Equals(other, caller)
                && IsSameWithToken(other, called)
                && model.IsAccessible(call.SpanStart, other));
    }

    private static bool IsSameWithToken(IMethodSymbol other, IMethodSymbol called)
    {
        var rest = other.Parameters.Where(static parameter => !Tokens.IsToken(parameter.Type)).ToArray();
        return rest.Length == called.Parameters.Length
            && rest.Zip(called.Parameters).All(static pair => pair.First.RefKind == pair.Second.RefKind && IsSame(pair.First.Type, pair.Second.Type));
    }

    // Type parameters of two overloads are two symbols of one name.
    private static bool IsSame(ITypeSymbol one, ITypeSymbol other) =>
        SymbolEqualityComparer.Default.Equals(one, other) || one.ToDisplayString() == other.ToDisplayString();
}
