using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Security.Secrets;

namespace Weir.Generation.Validation.Security;

/// <summary>Secrets that are made of System.Random.</summary>
internal sealed class WeakRandom : ISecurityRule
{
    private static readonly HashSet<string> Makers = ["Next", "NextInt64", "NextDouble", "NextSingle", "NextBytes", "GetItems", "Shuffle", "GetString", "GetHexString"];

    private static readonly HashSet<string> Secrets = ["token", "tokens", "password", "passwords", "passwd", "pwd", "passphrase", "passcode", "nonce", "salt", "secret", "secrets", "otp", "totp", "csrf", "xsrf", "pin", "apikey", "captcha", "iv"];

    // These are secret only together with a word before them.
    private static readonly Dictionary<string, HashSet<string>> Pairs = new(StringComparer.Ordinal)
    {
        ["key"] = ["api", "access", "secret", "session", "encryption", "signing", "private", "crypto", "aes", "hmac", "license", "activation", "master", "generate", "create", "new", "make"],
        ["code"] = ["time", "otp", "verification", "confirmation", "reset", "auth", "authorization", "security", "login", "access", "pin", "factor", "mfa", "sms", "activation", "recovery", "invite", "invitation", "backup", "verify", "confirm", "passcode"],
        ["id"] = ["session"],
        ["link"] = ["reset"],
        ["string"] = ["session"],
    };

    private static readonly HashSet<string> Harmless = ["jitter", "delay", "backoff", "retry", "bucket", "sample", "sampling", "index", "dice", "color", "colour", "offset", "wait", "interval", "shard", "pause", "timeout", "limiter", "seed", "count", "length", "position", "weight", "hint", "hints", "name", "label"];

    public void Look(SyntaxNode node, SecurityScan scan)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } member } call || !Makers.Contains(name) || !IsRandom(member.Expression, scan))
        {
            return;
        }

        if (Made(call) is { } made && IsFirst(call, scan))
        {
            scan.Report(SecurityRules.WeakRandom, member.Name, $"'{made}' is made of System.Random, whose numbers can be foretold.", "Take them from RandomNumberGenerator.");
        }
    }

    private static bool IsRandom(ExpressionSyntax receiver, SecurityScan scan)
    {
        for (var type = scan.ModelOf(receiver).GetTypeInfo(receiver, scan.CancellationToken).Type; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Random", ContainingNamespace.Name: "System" } && type.DeclaringSyntaxReferences.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    // One secret of many numbers is one finding, in the member that makes it.
    private static bool IsFirst(InvocationExpressionSyntax call, SecurityScan scan)
    {
        var member = call.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var first = member is null or GlobalStatementSyntax ? call : member.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .FirstOrDefault(one => one.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access && Makers.Contains(name) && IsRandom(access.Expression, scan) && Made(one) is not null);
        return first == call;
    }

    /// <summary>The name of the secret that the number goes into: the nearest name that says anything decides.</summary>
    private static string? Made(InvocationExpressionSyntax call)
    {
        foreach (var name in Names(call))
        {
            var words = SecretNames.Words(name);
            if (words.Exists(Harmless.Contains))
            {
                return null;
            }

            if (IsSecret(words))
            {
                return name;
            }
        }

        return null;
    }

    private static IEnumerable<string> Names(InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (LiteralNames.Name(call.Expression) is "NextBytes" or "Shuffle" && Buffer(argument.Expression) is { } buffer)
            {
                yield return buffer;
            }
        }

        foreach (var at in call.Ancestors())
        {
            var name = LiteralNames.NameGivenBy(at);
            if (name is not null)
            {
                yield return name;
            }

            foreach (var next in at is BlockSyntax { Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax } body ? Filled(call, body) : [])
            {
                yield return next;
            }
        }
    }

    // Where the number ends up: the loop appends it to a local, and that becomes something with a name.
    private static IEnumerable<string> Filled(InvocationExpressionSyntax call, BlockSyntax body)
    {
        var made = call.Ancestors().TakeWhile(at => at != body).Select(static at => at switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            AssignmentExpressionSyntax assignment => LiteralNames.Name(assignment.Left),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax builder, Name.Identifier.ValueText: "Append" or "Add" } } => builder.Identifier.ValueText,
            _ => null,
        }).FirstOrDefault(static name => name is not null) ?? call.ArgumentList.Arguments.Select(static one => Buffer(one.Expression)).FirstOrDefault(static name => name is not null);
        return made is null ? [] : body.DescendantNodes().Where(at => at is VariableDeclaratorSyntax or AssignmentExpressionSyntax)
            .Where(at => at.SpanStart > call.SpanStart && Right(at)?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(one => one.Identifier.ValueText == made) == true)
            .Select(static at => at is VariableDeclaratorSyntax variable ? variable.Identifier.ValueText : LiteralNames.Name(((AssignmentExpressionSyntax)at).Left)).OfType<string>();
    }

    private static ExpressionSyntax? Right(SyntaxNode node) => node is AssignmentExpressionSyntax assignment ? assignment.Right : (node as VariableDeclaratorSyntax)?.Initializer?.Value;

    private static string? Buffer(ExpressionSyntax expression) => expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } ? name.Identifier.ValueText : LiteralNames.Name(expression);

    private static bool IsSecret(List<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (Secrets.Contains(words[at]) || (Pairs.TryGetValue(words[at], out var before) && words[..at].Exists(before.Contains)))
            {
                return true;
            }
        }

        return false;
    }
}
