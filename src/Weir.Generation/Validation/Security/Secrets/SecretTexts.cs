using System.Text.RegularExpressions;

namespace Weir.Generation.Validation.Security.Secrets;

/// <summary>Which texts are secrets, by their shape, or for what they are called.</summary>
internal static partial class SecretTexts
{
    private static readonly HashSet<string> Vocabulary =
    [
        "x", "api", "key", "keys", "apikey", "access", "token", "tokens", "auth", "authorization", "authentication", "password", "passwd", "pwd", "passphrase", "secret", "client", "user", "username", "name", "refresh", "id", "bearer", "basic", "csrf", "xsrf",
        "request", "verification", "new", "old", "current", "confirm", "the", "your", "my", "field", "oauth", "jwt", "session", "credential", "credentials", "code", "grant", "type", "private", "signing", "connection", "string", "database", "db", "smtp", "reset", "text",
    ];

    private static readonly string[] Beginnings = ["your", "<", "{", "%", "*", "$(", "redacted", "placeholder", "insert ", "insert-", "replace ", "replace-", "replace_"];

    private static readonly string[] Dot = ["."];

    private static readonly string[] Sections = [":", "__"];

    private static readonly HashSet<string> Nothings = new(["none", "null", "undefined", "n/a", "unknown", "todo", "optional", "default", "required", "missing", "invalid", "unset", "not set", "hidden", "empty"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What sort of secret the text is by its shape; null where it has none that is known.</summary>
    public static string? Shape(string text) => text switch
    {
        { Length: < 12 } => null,
        _ when Aws().IsMatch(text) => "an AWS access key",
        _ when GitHub().IsMatch(text) => "a GitHub token",
        _ when Slack().IsMatch(text) => "a Slack token",
        _ when Google().IsMatch(text) => "a Google API key",
        _ when Stripe().IsMatch(text) => "a Stripe key",
        _ when Jwt().IsMatch(text) => "a JSON web token",
        _ when Pem().IsMatch(text) => "a private key",
        _ when Vendors().IsMatch(text) => "an access token",
        _ when HasCredentials(text) => "a connection string with a password",
        _ => null,
    };

    /// <summary>Whether a text that is called a secret is one, rather than a label, a setting's name, a message or a placeholder.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPassword">Whether it is called a password or a secret: then a word is enough; of a token or a key it must look made.</param>
    public static bool IsSecret(string text, bool isPassword)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < 4 || trimmed.Distinct().Count() < 3 || IsPlaceholder(trimmed) || IsReference(trimmed) || IsMessage(trimmed))
        {
            return false;
        }

        if (SecretNames.Words(trimmed).TrueForAll(Vocabulary.Contains))
        {
            return false;
        }

        return isPassword || LooksMade(trimmed);
    }

    /// <summary>Bits for each character, by how often each comes.</summary>
    public static double Entropy(string text) => text.CountBy(static character => character).Sum(pair => -(double)pair.Value / text.Length * Math.Log2((double)pair.Value / text.Length));

    // A made text mixes letters with digits, or has many different characters.
    private static bool LooksMade(string text) => text.Length >= 6 && !text.Contains(' ', StringComparison.Ordinal)
        && ((text.Any(char.IsDigit) && text.Any(char.IsLetter)) || (text.Length >= 10 && text.All(char.IsDigit)) || (text.Length >= 16 && Entropy(text) >= 3.5) || text.Contains("secret", StringComparison.OrdinalIgnoreCase));

    private static bool IsPlaceholder(string text) => Nothings.Contains(text) || Beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) || (text.Contains('<', StringComparison.Ordinal) && text.Contains('>', StringComparison.Ordinal))
        || text.Contains("${", StringComparison.Ordinal) || text.Contains("{{", StringComparison.Ordinal) || Hole().IsMatch(text) || text.Contains("***", StringComparison.Ordinal) || text.Contains("...", StringComparison.Ordinal)
        || (text[0] is '[' or '(' && text[^1] is ']' or ')');

    // The name of a setting or of an environment variable, a path, an address: where the secret is kept.
    private static bool IsReference(string text) => Constant().IsMatch(text) || IsSetting(text) || text.StartsWith('/') || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("~/", StringComparison.Ordinal)
        || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("env:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("vault:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("arn:", StringComparison.Ordinal);

    private static bool IsSetting(string text)
    {
        var isDotted = text.Contains('.', StringComparison.Ordinal) && SecretNames.Words(text) is [.., var last] && Vocabulary.Contains(last);
        var parts = text.Split(isDotted ? Dot : Sections, StringSplitOptions.None);
        return parts.Length > 1 && Array.TrueForAll(parts, static part => part.Length > 0 && char.IsLetter(part[0]) && part.All(static character => char.IsLetterOrDigit(character) || character is '_' or '-'));
    }

    private static bool IsMessage(string text) => text.Count(static character => character == ' ') is var spaces && spaces > 0
        && (spaces >= 4 || text.EndsWith('.') || text.EndsWith(':') || text.EndsWith('?') || text.EndsWith('!') || SecretNames.Words(text).Exists(static word => word is "password" or "passwords" or "token" or "secret" or "key" or "must" or "is" or "required" or "enter" or "please" or "invalid" or "not" or "the"));

    private static bool HasCredentials(string text)
    {
        if (Address().Match(text) is { Success: true } address)
        {
            return IsValue(address.Groups["secret"].Value);
        }

        return text.Contains('=', StringComparison.Ordinal) && Pair().Matches(text).Any(static pair => IsValue(pair.Groups["secret"].Value))
            && (text.Contains(';', StringComparison.Ordinal) || text.StartsWith("Password", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsValue(string text) => text.Trim().Trim('\'', '"') is { Length: > 0 } value && !IsPlaceholder(value) && value[0] is not ('@' or '$' or ':') && value.Distinct().Count() > 1 && !Constant().IsMatch(value);

    [GeneratedRegex(@"(?<![A-Za-z0-9])(AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9])", RegexOptions.None, 1000)]
    private static partial Regex Aws();

    [GeneratedRegex(@"(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})", RegexOptions.None, 1000)]
    private static partial Regex GitHub();

    [GeneratedRegex(@"xox[abeoprs]-[0-9A-Za-z-]{10,}", RegexOptions.None, 1000)]
    private static partial Regex Slack();

    [GeneratedRegex(@"AIza[0-9A-Za-z_\-]{30,}", RegexOptions.None, 1000)]
    private static partial Regex Google();

    [GeneratedRegex(@"(sk|rk)_live_[0-9A-Za-z]{10,}", RegexOptions.None, 1000)]
    private static partial Regex Stripe();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_\-]{8,}\.eyJ[A-Za-z0-9_\-]{4,}\.[A-Za-z0-9_\-]{4,}", RegexOptions.None, 1000)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s]{16,}", RegexOptions.None, 1000)]
    private static partial Regex Pem();

    [GeneratedRegex(@"(glpat-[A-Za-z0-9_\-]{16,}|npm_[A-Za-z0-9]{30,}|SG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,})", RegexOptions.None, 1000)]
    private static partial Regex Vendors();

    [GeneratedRegex(@"^[a-z][a-z0-9+.\-]*://[^/\s:@]*:(?<secret>[^/\s@]+)@", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(^|;)\s*(password|pwd|accountkey|sharedaccesskey)\s*=(?<secret>[^;]*)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\{\w*(:\w*)?\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$", RegexOptions.None, 1000)]
    private static partial Regex Constant();
}
