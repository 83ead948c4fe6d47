using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Weir.Generation.Validation.Security.Taint;

// Where what comes from outside must not come to.
internal sealed partial class Evaluator
{
    private static readonly HashSet<string> Shells = new(["sh", "bash", "zsh", "dash", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "pwsh.exe"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> ShellSwitches = new(["-c", "-lc", "/c", "/k", "-Command", "-EncodedCommand"], StringComparer.OrdinalIgnoreCase);

    // The dangers that end in sinks of this call: what comes out of it is something else.
    private Dangers CheckSinks(IMethodSymbol method, List<Argument> arguments, IOperation call, Summary? summary)
    {
        var sunk = Dangers.None;
        foreach (var argument in arguments)
        {
            if (!argument.Value.IsTainted || argument.Parameter is not { } parameter)
            {
                continue;
            }

            if (IsShellArgument(method, parameter) && argument.Value.Dangers.HasFlag(Dangers.Command) && StartsShell())
            {
                Report(Sinks.Find(method, method.Parameters[0])!, call.Syntax, argument.Operation.Syntax);
            }

            if (Sinks.Find(method, parameter) is { } sink && argument.Value.Dangers.HasFlag(sink.Danger))
            {
                sunk |= argument.Value.Dangers;
                if (summary is not { HasFinding: true } && IsAtRisk(sink, method, call))
                {
                    Report(sink, call.Syntax, argument.Operation.Syntax);
                }
            }
        }

        return sunk;
    }

    private void CheckAssignment(IMemberReferenceOperation target, Value value)
    {
        if (value.IsTainted && Sinks.Find(target.Member, null) is { } sink && value.Dangers.HasFlag(sink.Danger) && IsAtRisk(sink, target.Member, target))
        {
            Report(sink, target.Syntax, target.Syntax);
        }
    }

    // A driver that the compiler does not know is known by what it is called.
    private Value Unbound(IInvalidOperation operation)
    {
        var value = Children(operation);
        CheckUnbound(operation, value);
        return new Value(value.Dangers);
    }

    private void CheckUnbound(IInvalidOperation operation, Value value)
    {
        var name = operation.Syntax switch
        {
            ObjectCreationExpressionSyntax creation => creation.Type.ToString(),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name.Identifier.ValueText,
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            _ => "",
        };
        var isText = operation.Syntax is ObjectCreationExpressionSyntax ? name.EndsWith("SqlCommand", StringComparison.Ordinal) || name.EndsWith("SqliteCommand", StringComparison.Ordinal) : Sinks.IsSqlName(name);
        if (isText && value.Dangers.HasFlag(Dangers.Sql))
        {
            Report(Sinks.All[0], operation.Syntax, operation.Syntax);
        }
    }

    private void CheckMethodGroup(IMethodReferenceOperation group, Dangers input)
    {
        foreach (var parameter in group.Method.Parameters)
        {
            if (Sinks.Find(group.Method, parameter) is { } sink && input.HasFlag(sink.Danger) && IsAtRisk(sink, group.Method, group))
            {
                Report(sink, group.Syntax, group.Syntax);
                return;
            }
        }
    }

    private void CheckArgumentList(IInvocationOperation call, List<Argument> arguments)
    {
        if (call.Instance is IPropertyReferenceOperation { Property.Name: "ArgumentList" } list && call.TargetMethod.Name is "Add" or "Insert"
            && arguments.Exists(static one => one.Value.Dangers.HasFlag(Dangers.Command)) && StartsShell())
        {
            Report(Sinks.All.First(static sink => sink.Danger == Dangers.Command), call.Syntax, arguments[^1].Operation.Syntax);
        }
    }

    private static bool IsShellArgument(IMethodSymbol method, IParameterSymbol parameter) => parameter is { Name: "arguments", Type.SpecialType: not SpecialType.System_String }
        && method.ContainingType.Name is "Process" or "ProcessStartInfo";

    // A driver's own members, and what a regular expression does with a time-out, are no harm.
    private bool IsAtRisk(Sink sink, ISymbol member, IOperation call)
    {
        if (sink.Danger == Dangers.Sql && flow.Method?.ContainingType is { } within && (Sinks.IsDriver(within) || IsOwnProperty(member, within)))
        {
            return false;
        }

        return sink.Danger switch
        {
            Dangers.Pattern => !RegexLimits.IsLimited(call),
            Dangers.TypeName when member.Name.StartsWith("Get", StringComparison.Ordinal) && member.Name.EndsWith("Method", StringComparison.Ordinal) => IsInvoked(),
            _ => true,
        };
    }

    private static bool IsOwnProperty(ISymbol member, INamedTypeSymbol within) => member is IPropertySymbol && SymbolEqualityComparer.Default.Equals(within, member.ContainingType);

    private bool IsInvoked() => flow.Body.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "Invoke" or "CreateDelegate" or "InvokeAsync");

    private bool StartsShell()
    {
        var words = flow.Body.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.StringLiteralToken)).Select(static token => token.ValueText).Concat(Constants()).ToList();
        return words.Exists(static word => Shells.Contains(word[(word.LastIndexOfAny(['/', '\\']) + 1)..])) && words.Exists(static word => ShellSwitches.Contains(word));
    }

    private IEnumerable<string> Constants() => flow.Method?.ContainingType?.GetMembers().OfType<IFieldSymbol>()
        .Where(field => field.HasConstantValue && flow.Body.DescendantTokens().Any(token => token.ValueText == field.Name)).Select(static field => field.ConstantValue).OfType<string>() ?? [];

    private void Report(Sink sink, SyntaxNode place, SyntaxNode text)
    {
        var what = text.ToString() is { Length: <= 40 } shown && !shown.Contains('\n', StringComparison.Ordinal) ? $"'{shown}'" : "the value";
        var (message, suggestion) = Advice.Of(sink.Danger, what);
        Analysis.Report(sink.Rule, NameOf(place), message, suggestion);
    }

    // The name that is called or assigned: a chain of calls may go over many lines.
    private static SyntaxNodeOrToken NameOf(SyntaxNode place) => place switch
    {
        InvocationExpressionSyntax call => NameOf(call.Expression),
        MemberAccessExpressionSyntax member => member.Name,
        MemberBindingExpressionSyntax member => member.Name,
        ImplicitObjectCreationExpressionSyntax creation => creation.NewKeyword,
        ObjectCreationExpressionSyntax creation => creation.Type,
        AssignmentExpressionSyntax assignment => NameOf(assignment.Left),
        _ => place,
    };
}
