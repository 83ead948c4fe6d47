using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weir.Generation.Validation.Security.Patterns;
using Weir.Generation.Validation.Security.Secrets;
using Weir.Generation.Validation.Security.Taint;

namespace Weir.Generation.Validation.Security;

/// <summary>Patterns that can take exponential time, where nothing ends them.</summary>
internal sealed class UnboundedRegexes : ISecurityRule
{
    private static readonly HashSet<string> Methods = ["IsMatch", "Match", "Matches", "Replace", "Split", "Count", "EnumerateMatches", "EnumerateSplits"];

    public void Look(SyntaxNode node, SecurityScan scan)
    {
        switch (node)
        {
            case ObjectCreationExpressionSyntax creation when LiteralNames.Name(creation.Type) == "Regex":
                LookAtCall(creation, creation.Type, scan);
                break;
            case ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation when scan.ModelOf(node).GetTypeInfo(node, scan.CancellationToken).Type?.Name == "Regex":
                LookAtCall(creation, creation.NewKeyword, scan);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call when Methods.Contains(member.Name.Identifier.ValueText) && LiteralNames.Name(member.Expression) == "Regex":
                LookAtCall(call, member.Name, scan);
                break;
            case AttributeSyntax attribute when LiteralNames.Name(attribute.Name) is "GeneratedRegex" or "GeneratedRegexAttribute":
                LookAtGenerated(attribute, scan);
                break;
        }
    }

    private static void LookAtCall(SyntaxNode call, SyntaxNodeOrToken place, SecurityScan scan)
    {
        var operation = scan.ModelOf(call).GetOperation(call, scan.CancellationToken);
        var arguments = operation switch
        {
            IObjectCreationOperation creation => creation.Arguments,
            IInvocationOperation invocation => invocation.Arguments,
            _ => [],
        };
        var pattern = arguments.FirstOrDefault(static one => one.Parameter?.Name == "pattern");
        if (pattern is null || operation is null || RegexLimits.IsLimited(operation))
        {
            return;
        }

        var options = arguments.FirstOrDefault(static one => one.Parameter?.Type.Name == "RegexOptions")?.Value.ConstantValue.Value as int? ?? 0;
        if (Text(pattern.Value, scan) is { } text)
        {
            Judge(text, (RegexOptions)options, place, scan);
        }
    }

    private static void LookAtGenerated(AttributeSyntax attribute, SecurityScan scan)
    {
        var model = scan.ModelOf(attribute);
        string? pattern = null;
        var options = RegexOptions.None;
        foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
        {
            switch (model.GetConstantValue(argument.Expression, scan.CancellationToken).Value)
            {
                case string text when pattern is null:
                    pattern = text;
                    break;
                case int number when model.GetTypeInfo(argument.Expression, scan.CancellationToken).Type?.Name == "RegexOptions":
                    options = (RegexOptions)number;
                    break;
                case int and > 0:
                    return;
            }
        }

        if (pattern is not null && !options.HasFlag(RegexOptions.NonBacktracking))
        {
            Judge(pattern, options, attribute.Name, scan);
        }
    }

    private static void Judge(string pattern, RegexOptions options, SyntaxNodeOrToken place, SecurityScan scan)
    {
        if (PatternAmbiguity.IsExponential(pattern, options))
        {
            scan.Report(SecurityRules.UnboundedRegex, place, "There are exponentially many ways to match this pattern, and nothing ends a search that takes too long.", "Give it a time-out or RegexOptions.NonBacktracking, or write each repetition so that it can end in one way only.");
        }
    }

    private static string? Text(IOperation pattern, SecurityScan scan)
    {
        if (pattern.ConstantValue is { HasValue: true, Value: string text })
        {
            return text;
        }

        var symbol = pattern switch
        {
            IFieldReferenceOperation { Field.IsReadOnly: true } field => (ISymbol)field.Field,
            ILocalReferenceOperation local => local.Local,
            IPropertyReferenceOperation { Property.SetMethod: null } property => property.Property,
            _ => null,
        };
        var value = symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(scan.CancellationToken) switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
            _ => null,
        };
        return value is not null && scan.ModelOf(value).GetConstantValue(value, scan.CancellationToken) is { HasValue: true, Value: string declared } ? declared : null;
    }
}
