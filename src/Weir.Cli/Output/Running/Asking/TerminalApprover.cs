using Spectre.Console;

namespace Weir.Cli.Output.Running.Asking;

/// <summary>Asks on a terminal: a list to choose from where the cursor can move, else a line to type.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="mask">Hides secrets in the question.</param>
internal sealed class TerminalApprover(IAnsiConsole terminal, Func<string, string> mask) : IApprover
{
    /// <summary>Whether somebody sits at a terminal who can be asked.</summary>
    public static bool IsPossible => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>One who asks on standard error, so that standard output stays what it is.</summary>
    /// <param name="mask">Hides secrets in the question.</param>
    public static TerminalApprover OnStandardError(Func<string, string> mask) =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), mask);

    /// <inheritdoc/>
    public async Task<string> AskAsync(ApprovalQuestion question, CancellationToken cancellationToken)
    {
        // The question stays, and only the choices are drawn again with each key: it may have more lines than the terminal.
        foreach (var line in question.Text.ReplaceLineEndings("\n").Split('\n'))
        {
            terminal.MarkupLine($"[bold]{Safe(line)}[/]");
        }

        var isList = terminal.Profile.Capabilities is { Ansi: true, Interactive: true };
        try
        {
            var answer = await (isList ? Choice(question).ShowAsync(terminal, cancellationToken) : Line(question).ShowAsync(terminal, cancellationToken));
            if (isList)
            {
                terminal.MarkupLine($"{Safe(question.Step)}: {Safe(answer)}");
            }

            return answer;
        }
        catch (OperationCanceledException)
        {
            // The prompt hides the cursor, and leaves it behind its last choice.
            terminal.Cursor.Show();
            terminal.WriteLine();
            throw;
        }
    }

    private SelectionPrompt<string> Choice(ApprovalQuestion question) =>
        new SelectionPrompt<string>().Title($"{Safe(question.Step)}:").UseConverter(Safe).AddChoices(question.Choices);

    private TextPrompt<string> Line(ApprovalQuestion question) =>
        new TextPrompt<string>($"{Safe(question.Step)}:").WithConverter(Safe).InvalidChoiceMessage("That is none of the choices.").AddChoices(question.Choices);

    private string Safe(string text) => Markup.Escape(Shown.OneLine(mask(text)));
}
