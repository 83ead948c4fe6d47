using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>Whether a task is known to be done where it is read: it was awaited before, alone or with others, or was asked whether it is.</summary>
internal static class CompletedTask
{
    public static bool Is(ExpressionSyntax task, SyntaxNode place)
    {
        if (IsMadeDone(task))
        {
            return true;
        }

        var origin = Origin(task);
        if (origin is null)
        {
            return true;
        }

        var names = new HashSet<string>(StringComparer.Ordinal) { task.ToString(), origin.ToString() };
        return IsAsked(place, task.ToString()) || IsAwaited(place, names);
    }

    // Task.FromResult(x), and what a continuation is given.
    private static bool IsMadeDone(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: "FromResult" or "FromException" or "FromCanceled" } }
        && owner.ToString().EndsWith("Task", StringComparison.Ordinal);

    /// <summary>Where a task is from: the list that it is an item of, or the task itself. Null for what a continuation is given, which is done.</summary>
    private static ExpressionSyntax? Origin(ExpressionSyntax task)
    {
        if (task is ElementAccessExpressionSyntax element)
        {
            return element.Expression;
        }

        if (task is not IdentifierNameSyntax name)
        {
            return task;
        }

        foreach (var around in task.Ancestors())
        {
            if (around is ForEachStatementSyntax each && each.Identifier.ValueText == name.Identifier.ValueText)
            {
                return each.Expression;
            }

            if (around is LambdaExpressionSyntax lambda && new Function(lambda).Parameters.Any(one => one.Identifier.ValueText == name.Identifier.ValueText)
                && lambda.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax call })
            {
                return call.Name.Identifier.ValueText == "ContinueWith" ? null : call.Expression;
            }
        }

        return task;
    }

    private static bool IsAwaited(SyntaxNode place, HashSet<string> names)
    {
        foreach (var around in place.Ancestors())
        {
            var before = around.Parent switch
            {
                BlockSyntax block => block.Statements.TakeWhile(one => one != around),
                SwitchSectionSyntax section => section.Statements.TakeWhile(one => one != around),
                CompilationUnitSyntax unit => unit.Members.TakeWhile(one => one != around).OfType<GlobalStatementSyntax>().Select(static one => one.Statement),
                _ => [],
            };
            if (before.Any(statement => statement.DescendantNodes(static node => !Function.Is(node)).OfType<AwaitExpressionSyntax>().Any(one => Completes(one, names))))
            {
                return true;
            }
        }

        // In one expression, as in (await t, t.Result), the await stands before.
        return place.FirstAncestorOrSelf<StatementSyntax>() is { } own
            && own.DescendantNodes(static node => !Function.Is(node)).OfType<AwaitExpressionSyntax>().Any(one => one.Span.End <= place.SpanStart && Completes(one, names));
    }

    private static bool Completes(AwaitExpressionSyntax wait, HashSet<string> names)
    {
        var awaited = wait.Expression;
        while (awaited is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "WaitAsync" } wrapped })
        {
            awaited = wrapped.Expression;
        }

        if (names.Contains(awaited.ToString()))
        {
            return true;
        }

        if (awaited is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } } call)
        {
            return false;
        }

        // The task that WhenAny gives is done, of the others nothing is known.
        return method == "WhenAll"
            ? call.ArgumentList.DescendantNodes().OfType<ExpressionSyntax>().Any(one => names.Contains(one.ToString()))
            : method == "WhenAny" && wait.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { } taken && names.Contains(taken.Identifier.ValueText);
    }

    private static bool IsAsked(SyntaxNode place, string task)
    {
        for (var node = place; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            var holds = node.Parent switch
            {
                IfStatementSyntax branch => Says(branch.Condition, task, node == branch.Statement, node == branch.Else),
                ConditionalExpressionSyntax choice => Says(choice.Condition, task, node == choice.WhenTrue, node == choice.WhenFalse),
                WhileStatementSyntax loop => Says(loop.Condition, task, node == loop.Statement, false),
                BinaryExpressionSyntax both when node == both.Right => Says(both.Left, task, both.IsKind(SyntaxKind.LogicalAndExpression), both.IsKind(SyntaxKind.LogicalOrExpression)),
                BlockSyntax block => block.Statements.TakeWhile(one => one != node).Any(one => IsGuard(one, task)),
                _ => false,
            };
            if (holds)
            {
                return true;
            }
        }

        return false;
    }

    // if (!task.IsCompleted) return …;
    private static bool IsGuard(StatementSyntax statement, string task)
    {
        if (statement is not IfStatementSyntax { Else: null } guard || !Says(guard.Condition, task, false, true))
        {
            return false;
        }

        var last = guard.Statement is BlockSyntax block ? block.Statements.LastOrDefault() : guard.Statement;
        return last is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax;
    }

    /// <summary>Whether a condition says that the task is done where it is true, or where it is false.</summary>
    private static bool Says(ExpressionSyntax condition, string task, bool whenTrue, bool whenFalse) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Says(inner.Expression, task, whenTrue, whenFalse),
        PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression) => Says(not.Operand, task, whenFalse, whenTrue),
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) => whenTrue && (Says(both.Left, task, true, false) || Says(both.Right, task, true, false)),
        BinaryExpressionSyntax either when either.IsKind(SyntaxKind.LogicalOrExpression) => whenFalse && (Says(either.Left, task, false, true) || Says(either.Right, task, false, true)),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled" } access => whenTrue && access.Expression.ToString() == task,
        _ => false,
    };
}
