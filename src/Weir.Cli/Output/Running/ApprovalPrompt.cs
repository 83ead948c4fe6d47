using Weir.Yaml.Files;

namespace Weir.Cli.Output.Running;

/// <summary>Asks on the terminal, on standard error so that standard output stays what it is.</summary>
internal static class ApprovalPrompt
{
    /// <summary>Whether there is somebody to ask.</summary>
    public static bool IsPossible => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Asks until one of the choices is given; null: the input has ended.</summary>
    public static async ValueTask<string?> AskAsync(Approval approval, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Console.Error.WriteAsync($"{approval.Question} [{string.Join('/', approval.Choices)}] ");

            // A terminal gives no asynchronous line: a thread waits for it, and is left behind where the run is cancelled meanwhile.
            var answer = await Task.Run(Console.In.ReadLine, cancellationToken).WaitAsync(cancellationToken);
            if (answer is null || approval.Refusal(answer.Trim()) is null)
            {
                return answer?.Trim();
            }

            await Console.Error.WriteLineAsync(approval.Refusal(answer.Trim()));
        }
    }
}
