using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>Which place an operation reads or writes.</summary>
internal static class Places
{
    /// <summary>The place, or null for what is none; a capture stands for what it has captured.</summary>
    public static Place? Of(IOperation operation, FlowAnalysis flow) => operation is IFlowCaptureReferenceOperation capture && flow.OriginOf(capture.Id) is { } origin ? origin : Raw(operation, flow);

    /// <summary>The place, or null for what is none; a capture is a place of its own.</summary>
    public static Place? Raw(IOperation operation, FlowAnalysis flow) => operation switch
    {
        ILocalReferenceOperation local => new Place(local.Local),
        IParameterReferenceOperation parameter => new Place(parameter.Parameter),
        IFlowCaptureReferenceOperation capture => new Place(capture.Id),
        IConversionOperation conversion => Raw(conversion.Operand, flow),
        IDeclarationExpressionOperation declaration => Raw(declaration.Expression, flow),
        IPropertyReferenceOperation { Arguments.Length: > 0 } or IMethodReferenceOperation => null,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member => new Place(member.Member),
        IMemberReferenceOperation member => Of(member.Instance!, flow) is { Member: null } root ? new Place(root.Root, member.Member) : null,
        _ => null,
    };

    /// <summary>The place of a text whose spelling is changed, as by <c>Trim</c> or <c>ToLowerInvariant</c>.</summary>
    public static Place? OfText(IOperation operation, FlowAnalysis flow) => operation switch
    {
        IConversionOperation conversion => OfText(conversion.Operand, flow),
        IInvocationOperation { TargetMethod.Name: "Trim" or "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "AsSpan" or "ToString", Instance: { } instance } => OfText(instance, flow),
        IInvocationOperation { TargetMethod.Name: "AsSpan", Arguments: [{ Value: var text }, ..] } => OfText(text, flow),
        _ => Of(operation, flow),
    };
}

/// <summary>What is written of fields and properties: whether a root ends in a separator.</summary>
internal static class Roots
{
    public static bool EndsInSeparator(ISymbol member) => member switch
    {
        IFieldSymbol { HasConstantValue: true, ConstantValue: string text } => Ends(text),
        _ when member.ContainingType?.Name == "Path" && member.Name is "DirectorySeparatorChar" or "AltDirectorySeparatorChar" => true,
        _ => member.DeclaringSyntaxReferences.Any(reference => Values(member.Name, reference.GetSyntax()).Any(Ends)),
    };

    // The initializer, and what the type assigns anywhere.
    private static IEnumerable<ExpressionSyntax> Values(string name, SyntaxNode declaration)
    {
        var initializer = declaration switch
        {
            VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
            PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
            PropertyDeclarationSyntax { ExpressionBody.Expression: { } value } => value,
            _ => null,
        };
        var assigned = declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(assignment => Name(assignment.Left) == name).Select(static assignment => assignment.Right) ?? [];
        return initializer is null ? assigned : assigned.Prepend(initializer);
    }

    private static string? Name(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool Ends(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => Ends(literal.Token.ValueText),
        ParenthesizedExpressionSyntax inner => Ends(inner.Expression),
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression) => Ends(binary.Right),
        ConditionalExpressionSyntax choice => Ends(choice.WhenTrue) || Ends(choice.WhenFalse),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DirectorySeparatorChar" or "AltDirectorySeparatorChar" } => true,
        InterpolatedStringExpressionSyntax { Contents: [.., var last] } => last is InterpolationSyntax hole ? Ends(hole.Expression) : Ends(last.ToString()),
        InvocationExpressionSyntax { ArgumentList.Arguments: [.., var last] } => Ends(last.Expression),
        _ => false,
    };

    private static bool Ends(string text) => text.EndsWith('/') || text.EndsWith('\\');
}
