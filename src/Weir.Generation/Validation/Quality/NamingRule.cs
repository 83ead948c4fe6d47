using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>Names have the form that .NET gives to their kind. What a base type or an interface prescribes is not asked.</summary>
internal sealed class NamingRule : CodeRule
{
    private const string Pascal = "Pascal case, such as OrderTotal";
    private const string Camel = "camel case, such as orderTotal";

    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        foreach (var node in file.Nodes)
        {
            if (Breach(node) is { } breach && breach.Name.ValueText.Length > 0 && !PrescribedName.Is(node, file.Model, cancellationToken))
            {
                found.Add(
                    QualityRules.Naming,
                    breach.Name,
                    $"The name '{breach.Name.ValueText}' of {breach.Kind} is not in {breach.Form}.",
                    "Rename it.");
            }
        }
    }

    private static (SyntaxToken Name, string Kind, string Form)? Breach(SyntaxNode node) => node switch
    {
        InterfaceDeclarationSyntax type => Unless(NameForm.HasPrefix(type.Identifier.ValueText, 'I'), type.Identifier, "an interface", "Pascal case with an I before it, such as IShape"),
        BaseTypeDeclarationSyntax type => PascalName(type.Identifier, "a type"),
        DelegateDeclarationSyntax type => PascalName(type.Identifier, "a delegate"),
        MethodDeclarationSyntax method => IsTest(method) ? null : PascalName(method.Identifier, "a method"),
        LocalFunctionStatementSyntax function => PascalName(function.Identifier, "a local function"),
        PropertyDeclarationSyntax property => PascalName(property.Identifier, "a property"),
        EventDeclarationSyntax declared => PascalName(declared.Identifier, "an event"),
        EnumMemberDeclarationSyntax member => PascalName(member.Identifier, "an enum member"),
        TypeParameterSyntax type => Unless(NameForm.HasPrefix(type.Identifier.ValueText, 'T'), type.Identifier, "a type parameter", "Pascal case with a T before it, such as TKey"),
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter => PascalName(parameter.Identifier, "a property"),
        ParameterSyntax parameter => parameter.Identifier.IsKind(SyntaxKind.ArgListKeyword) ? null : CamelName(parameter.Identifier, "a parameter"),
        VariableDeclaratorSyntax { Parent.Parent: { } owner } variable => Variable(variable.Identifier, owner),
        _ => Local(node),
    };

    private static (SyntaxToken Name, string Kind, string Form)? Local(SyntaxNode node) => node switch
    {
        SingleVariableDesignationSyntax variable => CamelName(variable.Identifier, "a variable"),
        ForEachStatementSyntax each => CamelName(each.Identifier, "a variable"),
        CatchDeclarationSyntax caught => CamelName(caught.Identifier, "a variable"),
        FromClauseSyntax from => CamelName(from.Identifier, "a range variable"),
        LetClauseSyntax let => CamelName(let.Identifier, "a range variable"),
        JoinClauseSyntax join => CamelName(join.Identifier, "a range variable"),
        JoinIntoClauseSyntax join => CamelName(join.Identifier, "a range variable"),
        QueryContinuationSyntax continued => CamelName(continued.Identifier, "a range variable"),
        _ => null,
    };

    private static (SyntaxToken Name, string Kind, string Form)? Variable(SyntaxToken name, SyntaxNode owner) => owner switch
    {
        EventFieldDeclarationSyntax => PascalName(name, "an event"),
        FieldDeclarationSyntax field => Field(name, field),
        LocalDeclarationStatementSyntax { IsConst: true } when NameForm.IsPascal(name.ValueText) => null,
        _ => CamelName(name, "a variable"),
    };

    private static (SyntaxToken Name, string Kind, string Form)? Field(SyntaxToken name, FieldDeclarationSyntax field)
    {
        var modifiers = field.Modifiers;
        var isConst = modifiers.Any(SyntaxKind.ConstKeyword);
        var isFixed = isConst || (modifiers.Any(SyntaxKind.StaticKeyword) && modifiers.Any(SyntaxKind.ReadOnlyKeyword));
        var isVisible = modifiers.Any(SyntaxKind.PublicKeyword) || modifiers.Any(SyntaxKind.ProtectedKeyword) || modifiers.Any(SyntaxKind.InternalKeyword);
        if (isVisible)
        {
            return isConst ? PascalName(name, "a constant") : Unless(NameForm.IsPlain(name.ValueText), name, "a field", Pascal);
        }

        if (isFixed)
        {
            var isKnown = NameForm.IsPascal(name.ValueText) || NameForm.IsUnderscored(name.ValueText);
            return Unless(isKnown, name, "a constant", Pascal);
        }

        return Unless(NameForm.IsUnderscored(name.ValueText), name, "a private field", "camel case with an underscore before it, such as _total");
    }

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.Parent is TypeDeclarationSyntax type
        && type.Identifier.ValueText.EndsWith("Tests", StringComparison.Ordinal)
        && method.Identifier.ValueText.Split('_').All(NameForm.IsPascal);

    private static (SyntaxToken Name, string Kind, string Form)? PascalName(SyntaxToken name, string kind) => Unless(NameForm.IsPascal(name.ValueText), name, kind, Pascal);

    private static (SyntaxToken Name, string Kind, string Form)? CamelName(SyntaxToken name, string kind) => Unless(NameForm.IsCamel(name.ValueText), name, kind, Camel);

    private static (SyntaxToken Name, string Kind, string Form)? Unless(bool holds, SyntaxToken name, string kind, string form) => holds ? null : (name, kind, form);
}
