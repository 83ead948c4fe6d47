namespace Weir.Generation.Validation.Security;

/// <summary>The rules of the security validator, in the order of their page.</summary>
internal static class SecurityRules
{
    public static readonly ValidationRule SqlInjection = Error("sql-injection", "CWE-89", "Text from outside becomes part of an SQL command.");

    public static readonly ValidationRule CommandInjection = Error("command-injection", "CWE-78", "Text from outside says what a started process is or does.");

    public static readonly ValidationRule PathTraversal = Error("path-traversal", "CWE-22", "Text from outside says which file or folder is used.");

    public static readonly ValidationRule UnsafeReflection = Error("unsafe-reflection", "CWE-470", "Text from outside says which type, assembly or method is used.");

    public static readonly ValidationRule InsecureDeserialization = Error("insecure-deserialization", "CWE-502", "Data may say what types are made of it.");

    public static readonly ValidationRule HardcodedSecret = Error("hardcoded-secret", "CWE-798", "A secret stands in the code.");

    public static readonly ValidationRule WeakCrypto = Error("weak-crypto", "CWE-327", "A cipher, hash, key or salt is too weak.");

    public static readonly ValidationRule WeakRandom = new("security/weak-random", ValidationSeverity.Warning, "A secret is made of random numbers that can be foretold.") { Source = "CWE-338" };

    public static readonly ValidationRule CertificateCheckDisabled = Error("certificate-check-disabled", "CWE-295", "Any certificate is accepted.");

    public static readonly ValidationRule UnboundedRegex = new("security/unbounded-regex", ValidationSeverity.Warning, "A regular expression can take exponential time, and nothing ends it.") { Source = "CWE-1333" };

    public static readonly ValidationRule SecretLogged = Error("secret-logged", "CWE-532", "A secret is written to a log, the console or an exception.");

    public static readonly ValidationRule AnalysisLimit = new("security/analysis-limit", ValidationSeverity.Info, "A member is too large for the taint analysis, which stopped in it.");

    public static readonly IReadOnlyList<ValidationRule> All =
    [
        SqlInjection, CommandInjection, PathTraversal, UnsafeReflection, InsecureDeserialization, HardcodedSecret,
        WeakCrypto, WeakRandom, CertificateCheckDisabled, UnboundedRegex, SecretLogged, AnalysisLimit,
    ];

    private static ValidationRule Error(string name, string source, string summary) => new("security/" + name, ValidationSeverity.Error, summary) { Source = source };
}
