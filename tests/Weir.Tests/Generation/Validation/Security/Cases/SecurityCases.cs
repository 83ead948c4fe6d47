namespace Weir.Tests.Generation.Validation.Security.Cases;

/// <summary>All cases, by rule.</summary>
internal static class SecurityCases
{
    public static readonly IReadOnlyList<(string Rule, string[] Codes)> All =
    [
        ("security/sql-injection", SqlInjectionCases.All),
        ("security/command-injection", CommandInjectionCases.All),
        ("security/path-traversal", PathTraversalCases.All),
        ("security/path-traversal", TaintShapeCases.All),
        ("security/unsafe-reflection", ReflectionCases.All),
        ("security/insecure-deserialization", DeserializationCases.All),
        ("security/hardcoded-secret", SecretCases.All),
        ("security/weak-crypto", WeakCryptoCases.All),
        ("security/weak-random", WeakRandomCases.All),
        ("security/certificate-check-disabled", CertificateCases.All),
        ("security/unbounded-regex", RegexCases.All),
        ("security/secret-logged", SecretLoggingCases.All),
    ];
}
