using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>How many paths a function has, how hard it is to read, and how deep it nests.</summary>
internal sealed class ComplexityRule(int mostPaths) : CodeRule
{
    private const int MostCognitive = 15;

    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        foreach (var function in file.Functions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var paths = 1 + function.Nodes.Count(IsBranch);
            if (paths > mostPaths)
            {
                found.Add(
                    QualityRules.CyclomaticComplexity,
                    function.Name,
                    $"{function.Title} has a cyclomatic complexity of {paths}; {mostPaths} is the most.",
                    "Move parts of it into methods with names of their own, or look cases up in a table.");
            }

            if (paths > 1 || function.Nodes.Exists(static node => node is TryStatementSyntax or InvocationExpressionSyntax or GotoStatementSyntax))
            {
                Read(function, found);
            }
        }
    }

    private static void Read(Function function, FindingList found)
    {
        var reading = new CognitiveReading(function);
        if (reading.Score > MostCognitive)
        {
            found.Add(
                QualityRules.CognitiveComplexity,
                function.Name,
                $"{function.Title} has a cognitive complexity of {reading.Score}; {MostCognitive} is the most.",
                "Return early instead of nesting, and move inner loops and conditions into methods with names.");
        }

        foreach (var place in reading.TooDeep)
        {
            found.Add(
                QualityRules.NestingDepth,
                place,
                $"The '{place.ValueText}' is the fifth level of nesting in {Lower(function.Title)}; 4 is the most.",
                "Return or continue early, or move the inner blocks into a method.");
        }
    }

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    private static bool IsBranch(SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.IfStatement or SyntaxKind.ConditionalExpression or SyntaxKind.WhileStatement or SyntaxKind.DoStatement
            or SyntaxKind.ForStatement or SyntaxKind.ForEachStatement or SyntaxKind.ForEachVariableStatement
            or SyntaxKind.CaseSwitchLabel or SyntaxKind.CatchClause or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
            or SyntaxKind.CoalesceExpression or SyntaxKind.AndPattern or SyntaxKind.OrPattern => true,
        SyntaxKind.CasePatternSwitchLabel => node is CasePatternSwitchLabelSyntax label && !IsDefault(label.Pattern, label.WhenClause),
        SyntaxKind.SwitchExpressionArm => node is SwitchExpressionArmSyntax arm && !IsDefault(arm.Pattern, arm.WhenClause),
        _ => false,
    };

    private static bool IsDefault(PatternSyntax pattern, WhenClauseSyntax? when) =>
        when is null && pattern is DiscardPatternSyntax or VarPatternSyntax { Designation: DiscardDesignationSyntax };
}
