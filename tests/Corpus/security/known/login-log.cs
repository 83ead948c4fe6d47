// source: CWE-532 (https://cwe.mitre.org/data/definitions/532.html)
// why: a password is logged and a token becomes part of a message
// expect: security/secret-logged 24
// expect: security/secret-logged 36

using System;

namespace Corpus.LoginLog;

public interface ILogger
{
    void LogWarning(string message, params object?[] values);

    void LogInformation(string message, params object?[] values);
}

public sealed class Login(ILogger logger, Func<string, string, string?> check)
{
    public string Enter(string user, string password)
    {
        var sessionToken = check(user, password);
        if (sessionToken is null)
        {
            logger.LogWarning("{User} was refused with {Password}", user, password);
            throw new UnauthorizedAccessException($"'{user}' is unknown or the password is wrong.");
        }

        logger.LogInformation("{User} came in", user);
        return sessionToken;
    }

    public void Leave(string user, string sessionToken)
    {
        if (!sessionToken.StartsWith(user, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The session {sessionToken} is not that of {user}.");
        }
    }
}
