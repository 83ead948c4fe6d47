namespace Weir.Generation.Validation.Security.Secrets;

/// <summary>Which names are names of secrets.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> Secrets = ["password", "passwords", "passwd", "pwd", "passphrase", "passcode", "secret", "secrets", "credential", "credentials", "apikey", "apikeys", "accesskey", "privatekey", "secretkey", "token", "tokens", "pat"];

    private static readonly HashSet<string> Keys = ["api", "access", "private", "secret", "signing", "encryption", "shared", "auth", "account", "master", "storage", "jwt", "hmac", "aes", "license", "subscription", "symmetric", "client", "service"];

    // A password's length, a token's type, the header that it stands in: not the secret itself.
    private static readonly HashSet<string> Aspects =
    [
        "name", "names", "header", "headers", "label", "field", "fields", "id", "ids", "url", "uri", "path", "file", "endpoint", "type", "types", "format", "pattern", "regex", "length", "size", "count", "policy", "message", "error", "errors",
        "prompt", "hint", "placeholder", "column", "parameter", "param", "prefix", "suffix", "env", "environment", "variable", "var", "setting", "settings", "section", "scheme", "kind", "hash", "hashes", "hashed", "salt", "issuer", "audience", "expiry",
        "expires", "expiration", "lifetime", "provider", "claim", "cookie", "query", "table", "property", "resource", "template", "text", "title", "description", "caption", "strength", "separator", "delimiter", "char", "chars", "validator", "service",
        "store", "client", "factory", "handler", "options", "source", "generator", "reader", "writer", "cache", "valid", "required", "enabled", "exists", "age", "version", "index", "position", "start", "end", "bucket", "limit", "limits", "usage",
        "budget", "usages", "charset", "confirmation", "alphabet", "characters", "strategy", "rule", "rules", "encoder", "algorithm", "location", "reference", "arn", "vault", "hasher", "manager", "request", "response", "result", "status", "state", "changed", "reset", "masked", "redacted", "mask", "fingerprint", "thumbprint",
    ];

    private static readonly HashSet<string> HarmlessTokens = ["cancellation", "page", "paging", "continuation", "next", "syntax", "change", "current", "previous", "json", "stopping", "cancel", "stop", "ct", "lex", "lexer", "parser", "max", "min", "total", "prompt", "completion", "output", "input"];

    private static readonly HashSet<string> Questions = ["is", "has", "use", "require", "requires", "can", "should", "show", "hide", "forgot", "needs", "supports", "no", "without", "masked", "redacted", "hashed", "encrypted", "protected", "sanitized"];

    /// <summary>Whether the name is one of a secret.</summary>
    public static bool IsSecret(string name)
    {
        var words = Words(name);
        if (words.Count == 0 || Aspects.Contains(words[^1]) || Questions.Contains(words[0]))
        {
            return false;
        }

        for (var at = 0; at < words.Count; at++)
        {
            if (Secrets.Contains(words[at]) && (!words[at].StartsWith("token", StringComparison.Ordinal) || at == 0 || !HarmlessTokens.Contains(words[at - 1])))
            {
                return !IsKeyOfAMap(words, at);
            }

            if (words[at] is "key" or "keys" && at > 0 && Keys.Contains(words[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the name is one of what a log must not have: secrets, and what payment and identity are proved by.</summary>
    public static bool IsConfidential(string name)
    {
        if (IsSecret(name))
        {
            return true;
        }

        var words = Words(name);
        var all = string.Concat(words);
        return words.Count > 0 && !Aspects.Contains(words[^1]) && !Questions.Contains(words[0])
            && (all.EndsWith("cardnumber", StringComparison.Ordinal) || all.EndsWith("creditcard", StringComparison.Ordinal) || all.EndsWith("connectionstring", StringComparison.Ordinal)
                || words[^1] is "cvv" or "cvc" or "cvv2" or "ssn" or "pin" or "otp");
    }

    /// <summary>Whether the name is one of a password, where any text is one.</summary>
    public static bool IsPassword(string name) => Words(name).Exists(static word => word is "password" or "passwords" or "passwd" or "pwd" or "passphrase" or "passcode" or "secret" or "credentials");

    /// <summary>The words of an identifier or a key, in small letters.</summary>
    public static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = -1;
        for (var at = 0; at <= name.Length; at++)
        {
            var isLetter = at < name.Length && char.IsLetterOrDigit(name[at]);
            if (start >= 0 && (!isLetter || IsHump(name, at)))
            {
                words.Add(name[start..at].ToLowerInvariant());
                start = -1;
            }

            start = isLetter && start < 0 ? at : start;
        }

        return words;
    }

    // "passwordKey", "tokenKey": where it is found, unless it is itself a kind of key.
    private static bool IsKeyOfAMap(List<string> words, int at) => words[at] is not "secret" && words[^1] is "key" or "keys" && words.Count == at + 2 && words[at] is not "secret";

    private static bool IsHump(string name, int at) => char.IsUpper(name[at])
        && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
}
