using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Security.Secrets;

namespace Weir.Generation.Validation.Security;

/// <summary>Ciphers and hashes that are broken, keys that are short, iterations that are few, vectors and salts that are constant.</summary>
internal sealed class WeakCrypto : ISecurityRule
{
    private const int LeastRsaBits = 2048;

    private const int LeastIterations = 100_000;

    private static readonly string[] Hashes = ["MD5", "SHA1"];

    private static readonly string[] Ciphers = ["DES", "TripleDES", "RC2", "3DES"];

    // Not a matter of security: what changes, where it is kept, whether it arrived whole.
    private static readonly HashSet<string> Harmless = ["etag", "checksum", "checksums", "crc", "cache", "cached", "dedup", "deduplication", "dedupe", "shard", "bucket", "partition", "gravatar", "uuid", "guid", "revision", "cachekey"];

    public void Look(SyntaxNode node, SecurityScan scan)
    {
        switch (node)
        {
            case MemberAccessExpressionSyntax member:
                LookAtMember(member, scan);
                break;
            case ObjectCreationExpressionSyntax creation:
                LookAtCreation(creation, LiteralNames.Name(creation.Type) ?? "", scan);
                break;
            case ImplicitObjectCreationExpressionSyntax creation when creation.ArgumentList.Arguments.Count > 0 && scan.ModelOf(creation).GetTypeInfo(creation, scan.CancellationToken).Type is { } type:
                LookAtCreation(creation, type.Name, scan);
                break;
            case InvocationExpressionSyntax call:
                LookAtCall(call, LiteralNames.Name(call.Expression) ?? "", scan);
                break;
            case AssignmentExpressionSyntax assignment:
                LookAtAssignment(assignment, LiteralNames.Name(assignment.Left) ?? "", scan);
                break;
        }
    }

    // MD5.Create, SHA1.HashData, HashAlgorithmName.MD5, CipherMode.ECB
    private static void LookAtMember(MemberAccessExpressionSyntax member, SecurityScan scan)
    {
        var type = LiteralNames.Name(member.Expression) ?? "";
        var name = member.Name.Identifier.ValueText;
        if (type == "CipherMode" && name == "ECB" && !IsCompared(member) && IsPlatform(member.Expression, scan))
        {
            Report(member.Name, "The mode ECB shows which blocks are equal.", "Use AesGcm, or CBC with a new vector for every message.", scan);
        }
        else if (type == "HashAlgorithmName" && Hashes.Contains(name) && !IsCompared(member) && !IsHarmless(member))
        {
            Hash(member.Name, name, scan);
        }
        else if (name is "Create" or "HashData" or "HashDataAsync" or "TryHashData" && member.Parent is InvocationExpressionSyntax && Algorithm(type) is { } algorithm && IsPlatform(member.Expression, scan))
        {
            Weak(member.Name, algorithm, member, scan);
        }
    }

    private static void LookAtCreation(BaseObjectCreationExpressionSyntax creation, string type, SecurityScan scan)
    {
        var place = creation is ObjectCreationExpressionSyntax made ? (SyntaxNodeOrToken)made.Type : creation.NewKeyword;
        if (Algorithm(type) is { } algorithm && IsPlatform(creation, scan))
        {
            Weak(place, algorithm, creation, scan);
        }
        else if (type.StartsWith("RSA", StringComparison.Ordinal) && creation.ArgumentList?.Arguments is [{ Expression: var bits }, ..])
        {
            Bits(place, bits, scan);
        }
        else if (type == "Rfc2898DeriveBytes")
        {
            Derive(place, creation, creation.ArgumentList?.Arguments ?? default, scan);
        }
    }

    private static void LookAtCall(InvocationExpressionSyntax call, string name, SecurityScan scan)
    {
        var arguments = call.ArgumentList.Arguments;
        var receiver = call.Expression is MemberAccessExpressionSyntax member ? LiteralNames.Name(member.Expression) : null;
        SyntaxNodeOrToken place = call.Expression is MemberAccessExpressionSyntax { Name: var called } ? called : call;
        switch (name)
        {
            case "Create" or "CreateFromName" when receiver is "HashAlgorithm" or "SymmetricAlgorithm" or "CryptoConfig" or "HMAC" or "KeyedHashAlgorithm" && arguments is [{ Expression: LiteralExpressionSyntax { Token.ValueText: var text } }, ..]:
                if (Algorithm(text.Replace("-", "", StringComparison.Ordinal)) is { } algorithm)
                {
                    Weak(place, algorithm, call, scan);
                }

                break;
            case "Create" when receiver is "RSA" && arguments is [{ Expression: var bits }, ..]:
                Bits(place, bits, scan);
                break;
            case "Pbkdf2" or "DeriveKey":
                Derive(place, call, arguments, scan);
                break;
            case "EncryptEcb" or "DecryptEcb" or "TryEncryptEcb" or "TryDecryptEcb":
                Report(place, "The mode ECB shows which blocks are equal.", "Use AesGcm, or CBC with a new vector for every message.", scan);
                break;
            case "CreateEncryptor" or "EncryptCbc" or "EncryptCfb" or "Encrypt" or "TryEncryptCbc":
                LookAtVector(call, place, arguments, scan);
                break;
        }
    }

    // What starts a cipher must not be the same twice.
    private static void LookAtVector(InvocationExpressionSyntax call, SyntaxNodeOrToken place, SeparatedSyntaxList<ArgumentSyntax> arguments, SecurityScan scan)
    {
        foreach (var argument in arguments)
        {
            if (Parameter(call, argument, scan) is "rgbIV" or "iv" or "nonce" && ConstantBytes.Is(argument.Expression, scan))
            {
                Report(place, $"The vector '{argument.Expression}' is the same for every message.", "Take a new one from RandomNumberGenerator each time.", scan);
                return;
            }
        }
    }

    private static void LookAtAssignment(AssignmentExpressionSyntax assignment, string name, SecurityScan scan)
    {
        if (name is "IV" && ConstantBytes.Is(assignment.Right, scan))
        {
            Report(Place(assignment), "The vector is the same for every message.", "Take a new one from RandomNumberGenerator each time, such as with GenerateIV.", scan);
        }
        else if (name is "Salt" && ConstantBytes.Is(assignment.Right, scan))
        {
            Report(Place(assignment), "The salt is the same for every secret.", "Take a new one from RandomNumberGenerator for each.", scan);
        }
        else if (name is "KeySize" && Type(assignment.Left, scan) is { } type && type.StartsWith("RSA", StringComparison.Ordinal))
        {
            Bits(Place(assignment), assignment.Right, scan);
        }
        else if (name is "IterationCount" && scan.ModelOf(assignment).GetConstantValue(assignment.Right, scan.CancellationToken) is { HasValue: true, Value: int and < LeastIterations } && Type(assignment.Left, scan) is "Rfc2898DeriveBytes")
        {
            Few(Place(assignment), scan);
        }
    }

    private static void Derive(SyntaxNodeOrToken place, SyntaxNode call, SeparatedSyntaxList<ArgumentSyntax> arguments, SecurityScan scan)
    {
        var hasCount = false;
        foreach (var argument in arguments)
        {
            var parameter = Parameter(call, argument, scan);
            hasCount |= parameter is "iterations" or "iterationCount";
            if (parameter is "iterations" or "iterationCount" && ConstantBytes.Number(argument.Expression, scan) is < LeastIterations)
            {
                Few(place, scan);
            }
            else if (parameter == "salt" && ConstantBytes.Is(argument.Expression, scan))
            {
                Report(place, $"The salt '{argument.Expression}' is the same for every secret.", "Take a new one from RandomNumberGenerator for each, and keep it beside the hash.", scan);
            }
        }

        if (!hasCount && arguments.Count is 2 or 3 && call is BaseObjectCreationExpressionSyntax)
        {
            Few(place, scan);
        }
    }

    private static void Weak(SyntaxNodeOrToken place, string algorithm, SyntaxNode context, SecurityScan scan)
    {
        if (!Hashes.Contains(algorithm))
        {
            Report(place, $"The cipher {algorithm} can be broken.", "Use AES, best as AesGcm.", scan);
        }
        else if (!IsHarmless(context))
        {
            Hash(place, algorithm, scan);
        }
    }

    private static void Hash(SyntaxNodeOrToken place, string algorithm, SecurityScan scan) =>
        Report(place, $"Texts with the same {algorithm} hash can be made.", "Use SHA256 or better; for a check that is no matter of security, say so by a name such as checksum or etag.", scan);

    private static void Few(SyntaxNodeOrToken place, SecurityScan scan) =>
        Report(place, $"A key is derived with fewer than {LeastIterations} iterations, so that guessing is cheap.", "Use Rfc2898DeriveBytes.Pbkdf2 with 600,000 iterations of SHA256.", scan);

    private static void Bits(SyntaxNodeOrToken place, ExpressionSyntax bits, SecurityScan scan)
    {
        if (ConstantBytes.Number(bits, scan) is > 0 and < LeastRsaBits and var count)
        {
            Report(place, $"An RSA key of {count} bits can be factored.", "Use at least 2,048 bits, better 3,072.", scan);
        }
    }

    private static void Report(SyntaxNodeOrToken place, string message, string suggestion, SecurityScan scan) => scan.Report(SecurityRules.WeakCrypto, place, message, suggestion);

    private static string? Algorithm(string type)
    {
        var name = type.Replace("CryptoServiceProvider", "", StringComparison.Ordinal).Replace("Managed", "", StringComparison.Ordinal).Replace("Cng", "", StringComparison.Ordinal);
        name = name.StartsWith("HMAC", StringComparison.Ordinal) ? name[4..] : name;
        return Hashes.FirstOrDefault(one => name == one) ?? Ciphers.FirstOrDefault(one => name == one);
    }

    private static bool IsHarmless(SyntaxNode node)
    {
        foreach (var at in node.Ancestors())
        {
            var name = LiteralNames.NameGivenBy(at);
            if (name is not null && SecretNames.Words(name) is var words && (words.Exists(Harmless.Contains) || string.Concat(words) is var all && (all.Contains("etag", StringComparison.Ordinal) || all.Contains("checksum", StringComparison.Ordinal))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCompared(SyntaxNode node) => node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } or ConstantPatternSyntax or CaseSwitchLabelSyntax or UnaryPatternSyntax
        || (node.Parent is SwitchExpressionArmSyntax arm && arm.Pattern.Span.Contains(node.Span));

    // A type of the code itself that has the name is another one; what is not found is taken for the platform's.
    private static bool IsPlatform(SyntaxNode node, SecurityScan scan)
    {
        var model = scan.ModelOf(node);
        var symbol = node is BaseObjectCreationExpressionSyntax ? model.GetTypeInfo(node, scan.CancellationToken).Type : model.GetSymbolInfo(node, scan.CancellationToken).Symbol;
        return symbol is null or IErrorTypeSymbol || (symbol is INamedTypeSymbol && symbol.DeclaringSyntaxReferences.Length == 0);
    }

    private static SyntaxNodeOrToken Place(AssignmentExpressionSyntax assignment) => assignment.Left is MemberAccessExpressionSyntax member ? member.Name : assignment.Left;

    private static string? Type(ExpressionSyntax left, SecurityScan scan) => left switch
    {
        MemberAccessExpressionSyntax member => scan.ModelOf(left).GetTypeInfo(member.Expression, scan.CancellationToken).Type?.Name,
        IdentifierNameSyntax { Parent.Parent: InitializerExpressionSyntax { Parent: { } creation } } => scan.ModelOf(left).GetTypeInfo(creation, scan.CancellationToken).Type?.Name,
        _ => null,
    };

    private static string? Parameter(SyntaxNode call, ArgumentSyntax argument, SecurityScan scan)
    {
        if (argument.NameColon is { Name.Identifier.ValueText: var name })
        {
            return name;
        }

        var info = scan.ModelOf(call).GetSymbolInfo(call, scan.CancellationToken);
        var at = ((ArgumentListSyntax)argument.Parent!).Arguments.IndexOf(argument);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol method && at < method.Parameters.Length ? method.Parameters[at].Name : null;
    }
}
