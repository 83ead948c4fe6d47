// source: CWE-338 (https://cwe.mitre.org/data/definitions/338.html)
// why: a session id and a one-time code can be guessed from their neighbours
// expect: security/weak-random 20
// expect: security/weak-random 29

using System;
using System.Globalization;

namespace Corpus.PasswordResetCodes;

public sealed record Reset(Guid User, string OneTimeCode, DateTimeOffset Until);

public sealed class PasswordResets(TimeProvider time)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private readonly Random _random = new();

    public Reset Start(Guid user)
    {
        var oneTimeCode = _random.Next(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        return new Reset(user, oneTimeCode, time.GetUtcNow().AddMinutes(10));
    }

    public string NewSessionId()
    {
        var sessionId = new char[24];
        for (var i = 0; i < sessionId.Length; i++)
        {
            sessionId[i] = Letters[Random.Shared.Next(Letters.Length)];
        }

        return new string(sessionId);
    }
}
