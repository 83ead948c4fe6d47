// source: CWE-532 (https://cwe.mitre.org/data/definitions/532.html)
// why: Messages speak of passwords, secrets and tokens, but what is written is a user, a name, a count or a flag.
// expect: none

using System;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.AssistantUsage;

public sealed record Answer(string Text, int InputTokens, int OutputTokens);

public interface ILogger
{
    void LogInformation(string message, params object?[] arguments);

    void LogWarning(string message, params object?[] arguments);
}

public interface IAssistant
{
    Task<Answer> AskAsync(string question, string apiKey, CancellationToken cancellationToken);
}

public interface ISecretStore
{
    Task<string?> ReadAsync(string name, CancellationToken cancellationToken);
}

public sealed class AssistantUsageLog(IAssistant assistant, ISecretStore secrets, ILogger logger)
{
    private const string SecretName = "assistant/api-key";

    public async Task<string> AskAsync(Guid user, string question, CancellationToken cancellationToken)
    {
        var apiKey = await secrets.ReadAsync(SecretName, cancellationToken);
        if (apiKey is null)
        {
            logger.LogWarning("The secret {Name} is missing", SecretName);
            throw new InvalidOperationException($"The secret '{SecretName}' is not in the store; add the API key there.");
        }

        var answer = await assistant.AskAsync(question, apiKey, cancellationToken);
        logger.LogInformation("User {User} spent {Count} tokens", user, answer.InputTokens + answer.OutputTokens);
        logger.LogInformation("Stopped early: {Stopped}", cancellationToken.IsCancellationRequested);
        return answer.Text;
    }

    public void PasswordChanged(Guid user, string password)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(password.Length, 12);
        logger.LogInformation("The password of {User} was changed", user);
    }
}
