using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Security.Secrets;

namespace Weir.Generation.Validation.Security;

/// <summary>Secrets that are written to a log, the console or the message of an exception.</summary>
internal sealed class SecretLogging : ISecurityRule
{
    private const int HopsOverLocals = 3;

    private static readonly HashSet<string> Levels = ["Log", "Trace", "Debug", "Information", "Info", "Warn", "Warning", "Error", "Fatal", "Critical", "Verbose", "Notice", "TraceInformation", "TraceWarning", "TraceError", "BeginScope"];

    private static readonly HashSet<string> Writes = ["Write", "WriteLine", "WriteAsync", "WriteLineAsync", "WriteIf", "WriteLineIf", "WriteEntry", "AppendLine", "Append", "Print"];

    private static readonly HashSet<string> Entries = ["LogIn", "LogOn", "LogOut", "LogOff", "Login", "Logout"];

    // What hands a text on whole; every other call is taken to hide it.
    private static readonly HashSet<string> Carriers = ["ToString", "Trim", "Format", "Concat", "Join", "ToUpper", "ToLower", "ToUpperInvariant", "ToLowerInvariant", "GetString", "GetBytes", "ToBase64String", "ToHexString", "EscapeDataString", "Serialize", "SerializeObject", "Create", "Append", "AppendLine"];

    public void Look(SyntaxNode node, SecurityScan scan)
    {
        var written = node switch
        {
            InvocationExpressionSyntax call when IsLog(call) => call.ArgumentList.Arguments,
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } creation when IsException(creation, scan) => arguments,
            _ => default,
        };
        foreach (var argument in written)
        {
            if (Find(argument.Expression, scan, 0) is { } name)
            {
                var place = node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? (SyntaxNodeOrToken)member.Name : node.GetFirstToken();
                scan.Report(SecurityRules.SecretLogged, place, $"'{name}' is a secret, and is written where others can read it.", "Leave it out, or write something that it cannot be found from.");
                return;
            }
        }
    }

    private static bool IsLog(InvocationExpressionSyntax call)
    {
        if (LiteralNames.Name(call.Expression) is not { } name)
        {
            return false;
        }

        var receiver = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Expression.ToString(),
            MemberBindingExpressionSyntax => call.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression.ToString() ?? "",
            _ => "",
        };
        if (name.StartsWith("Log", StringComparison.Ordinal) && (name.Length == 3 || char.IsUpper(name[3])))
        {
            return !Entries.Contains(name) && !receiver.StartsWith("Math", StringComparison.Ordinal);
        }

        return IsWriter(receiver)
            && (Levels.Contains(name) || (Writes.Contains(name) && !IsBuilder(receiver)))
            || (receiver is "File" && name is "AppendAllText" or "AppendAllLines" or "AppendAllTextAsync" && call.ArgumentList.Arguments is [var path, ..] && path.ToString().Contains("log", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsWriter(string receiver) => receiver.Contains("log", StringComparison.OrdinalIgnoreCase) && !receiver.Contains("login", StringComparison.OrdinalIgnoreCase) && !receiver.Contains("dialog", StringComparison.OrdinalIgnoreCase)
        || receiver is "Console" or "System.Console" or "Console.Out" or "Console.Error" or "Debug" or "Trace" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace";

    private static bool IsBuilder(string receiver) => receiver.Contains("Builder", StringComparison.Ordinal);

    private static bool IsException(BaseObjectCreationExpressionSyntax creation, SecurityScan scan) => creation switch
    {
        ObjectCreationExpressionSyntax made => LiteralNames.Name(made.Type)?.EndsWith("Exception", StringComparison.Ordinal) == true,
        _ => creation.Parent is ThrowStatementSyntax or ThrowExpressionSyntax || scan.ModelOf(creation).GetTypeInfo(creation, scan.CancellationToken).Type?.Name.EndsWith("Exception", StringComparison.Ordinal) == true,
    };

    /// <summary>The name of a secret that the expression gives as text; null where there is none.</summary>
    private static string? Find(SyntaxNode expression, SecurityScan scan, int hops)
    {
        switch (expression)
        {
            case IdentifierNameSyntax name:
                return Named(name.Identifier.ValueText, name, scan) ?? Local(name, scan, hops);
            case MemberAccessExpressionSyntax member:
                return Named(member.Name.Identifier.ValueText, member, scan);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } when key.Token.Value is string text:
                return SecretNames.IsConfidential(text) ? text : null;
            case ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax member } access:
                return Named(member.Name.Identifier.ValueText, access, scan);
            case ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax called } } access:
                return Carriers.Contains(called.Name.Identifier.ValueText) ? Find(access.Expression, scan, hops) : null;
            case InvocationExpressionSyntax call:
                return OfCall(call, scan, hops);
            case ConditionalExpressionSyntax choice:
                return Find(choice.WhenTrue, scan, hops) ?? Find(choice.WhenFalse, scan, hops);
            case BinaryExpressionSyntax { OperatorToken.ValueText: not ("+" or "??") } or LiteralExpressionSyntax or AnonymousFunctionExpressionSyntax or IsPatternExpressionSyntax or ElementAccessExpressionSyntax or PrefixUnaryExpressionSyntax or TypeOfExpressionSyntax or ObjectCreationExpressionSyntax { ArgumentList: null, Initializer: null }:
                return null;
            default:
                return expression.ChildNodes().Select(child => Find(child, scan, hops)).FirstOrDefault(static found => found is not null);
        }
    }

    private static string? OfCall(InvocationExpressionSyntax call, SecurityScan scan, int hops)
    {
        var name = LiteralNames.Name(call.Expression);
        if (name is "GetEnvironmentVariable" or "GetValue" && call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax key }, ..])
        {
            return SecretNames.IsConfidential(key.Token.ValueText) ? key.Token.ValueText : null;
        }

        if (name is null || !Carriers.Contains(name))
        {
            return null;
        }

        var receiver = call.Expression is MemberAccessExpressionSyntax member ? Find(member.Expression, scan, hops) : null;
        return receiver ?? call.ArgumentList.Arguments.Select(argument => Find(argument.Expression, scan, hops)).FirstOrDefault(static found => found is not null);
    }

    private static string? Named(string name, SyntaxNode place, SecurityScan scan)
    {
        var isMeant = SecretNames.IsConfidential(name) || scan.Subject.Contract?.Features.Security?.RedactFields.Any(field => IsSame(field, name)) == true;
        if (!isMeant)
        {
            return null;
        }

        var model = scan.ModelOf(place);
        if (name is "token" && model.GetSymbolInfo(place, scan.CancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var one] } && one.GetSyntax(scan.CancellationToken) is ForEachStatementSyntax)
        {
            // One of many tokens is a word of a text that was split.
            return null;
        }

        var info = model.GetTypeInfo(place, scan.CancellationToken).Type;
        var isText = info is null or IArrayTypeSymbol or { SpecialType: SpecialType.System_String or SpecialType.System_Object or SpecialType.None };
        var isNumber = info?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && SecretNames.Words(name)[^1] is "pin" or "otp" or "cvv" or "cvc" or "number" or "ssn";
        return isNumber || (isText && info is not { TypeKind: TypeKind.Enum or TypeKind.Delegate } && info?.Name is not ("CancellationToken" or "Guid" or "TimeSpan" or "DateTimeOffset" or "SyntaxToken"))
            && model.GetSymbolInfo(place, scan.CancellationToken).Symbol is not (INamedTypeSymbol or INamespaceSymbol or IMethodSymbol or IFieldSymbol { HasConstantValue: true }) ? name : null;
    }

    private static bool IsSame(string field, string name) => string.Equals(string.Concat(SecretNames.Words(field)), string.Concat(SecretNames.Words(name)), StringComparison.Ordinal);

    // What a local was made of: a message, for the most part.
    private static string? Local(IdentifierNameSyntax name, SecurityScan scan, int hops)
    {
        if (hops >= HopsOverLocals || scan.ModelOf(name).GetSymbolInfo(name, scan.CancellationToken).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var declared] })
        {
            return null;
        }

        if (declared.GetSyntax(scan.CancellationToken) is not VariableDeclaratorSyntax variable)
        {
            return null;
        }

        var added = name.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment.SpanStart < name.SpanStart && assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name.Identifier.ValueText).Select(static assignment => assignment.Right) ?? [];
        return added.Prepend(variable.Initializer?.Value).OfType<ExpressionSyntax>().Select(value => Find(value, scan, hops + 1)).FirstOrDefault(static found => found is not null);
    }
}
