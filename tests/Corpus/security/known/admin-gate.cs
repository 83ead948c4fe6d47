// source: CWE-798 (https://cwe.mitre.org/data/definitions/798.html)
// why: a password is compared with a literal, and an api key stands as a default
// expect: security/hardcoded-secret 14
// expect: security/hardcoded-secret 25

using System;

namespace Corpus.AdminGate;

public sealed record GateOptions
{
    public string Endpoint { get; init; } = "https://pay.example.com/v2";

    public string ApiKey { get; init; } = "9f8b2c41d7e64a0fb3c5";

    public int Retries { get; init; } = 3;
}

public sealed class AdminGate(GateOptions options)
{
    private int _refused;

    public bool Enter(string user, string password)
    {
        if (user == "admin" && password == "Sommer2024!")
        {
            return true;
        }

        _refused++;
        return _refused <= options.Retries && user.EndsWith("@example.com", StringComparison.Ordinal) && password.Length > 40;
    }
}
