namespace Weir.Cli.Output.Running.Asking;

/// <summary>What a paused run asks a person.</summary>
/// <param name="Step">The step that asks, such as <c>write/sign-off</c>.</param>
/// <param name="Text">The question.</param>
/// <param name="Choices">The answers that there are; at least one.</param>
internal sealed record ApprovalQuestion(string Step, string Text, IReadOnlyList<string> Choices);
