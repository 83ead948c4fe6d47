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
    public Task<string> AskAsync(ApprovalQuestion question, CancellationToken cancellationToken)
    {
        var title = $"{Safe(question.Step)}: [bold]{Safe(question.Text)}[/]";
        return terminal.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? Choice(title, question.Choices).ShowAsync(terminal, cancellationToken)
            : Line(title, question.Choices).ShowAsync(terminal, cancellationToken);
    }

    private SelectionPrompt<string> Choice(string title, IReadOnlyList<string> choices) =>
        new SelectionPrompt<string>().Title(title).UseConverter(Safe).AddChoices(choices);

    private TextPrompt<string> Line(string title, IReadOnlyList<string> choices) =>
        new TextPrompt<string>(title).WithConverter(Safe).InvalidChoiceMessage("That is none of the choices.").AddChoices(choices);

    private string Safe(string text) => Markup.Escape(Shown.OneLine(mask(text)));
}
