namespace Weir.Yaml.Files;

/// <summary>A question of a workflow to a person: a step that uses <c>human.approve</c>.</summary>
/// <param name="Step">The name of the step.</param>
/// <param name="Choices">The answers that it takes, in order; at least one.</param>
/// <param name="Position">Where the step stands.</param>
public sealed record Approval(string Step, IReadOnlyList<string> Choices, SourcePosition Position)
{
    /// <summary>The question, with secrets masked; null until it is asked.</summary>
    public string? Question { get; init; }

    /// <summary>Why an answer is not taken; null: it is.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>One sentence that names the choices.</returns>
    public string? Refusal(string answer) => Choices.Contains(answer)
        ? null
        : $"The approval '{Step}' takes one of {DiagnosticText.List(Choices)}, and the answer is {DiagnosticText.Quote(answer)}.";
}
