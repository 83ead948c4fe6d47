using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>The pattern that a regular expression was made of, where it stands in the code.</summary>
internal static class KnownPatterns
{
    // Its anchors hold for a line only, so it stands for one without.
    private const string OfLines = "";

    public static string? Of(IOperation? expression) => expression switch
    {
        IObjectCreationOperation creation when creation.Arguments.Any(static one => RegexLimits.IsMultiline(one.Value)) => OfLines,
        IObjectCreationOperation creation => creation.Arguments.FirstOrDefault(static one => one.Parameter?.Name == "pattern")?.Value.ConstantValue.Value as string,
        IInvocationOperation call => OfGenerated(call.TargetMethod),
        IPropertyReferenceOperation property => OfGenerated(property.Property) ?? OfDeclaration(property.Property, expression.SemanticModel),
        IFieldReferenceOperation field => OfDeclaration(field.Field, expression.SemanticModel),
        ILocalReferenceOperation local => OfDeclaration(local.Local, expression.SemanticModel),
        IConversionOperation conversion => Of(conversion.Operand),
        _ => null,
    };

    private static string? OfGenerated(ISymbol member) => member.GetAttributes()
        .FirstOrDefault(static one => one.AttributeClass?.Name == "GeneratedRegexAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;

    private static string? OfDeclaration(ISymbol symbol, SemanticModel? model)
    {
        var initializer = symbol.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()).Select(static node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
            _ => null,
        }).FirstOrDefault();
        if (initializer is BaseObjectCreationExpressionSyntax { ArgumentList: { } made } && made.Arguments.Any(static one => one.Expression.ToString().Contains("RegexOptions.Multiline", StringComparison.Ordinal)))
        {
            return OfLines;
        }

        return initializer is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var pattern }, ..] }
            ? pattern is LiteralExpressionSyntax literal ? literal.Token.ValueText : ConstantOf(pattern, model)
            : null;
    }

    private static string? ConstantOf(ExpressionSyntax pattern, SemanticModel? model) =>
        model is not null && model.SyntaxTree == pattern.SyntaxTree && model.GetConstantValue(pattern) is { HasValue: true, Value: string text } ? text : null;
}
