namespace Weir;

/// <summary>The run waits for an answer: it has ended for now, and is resumed with the answer.</summary>
/// <param name="Path">The address of the pause.</param>
/// <param name="Prompt">What is asked.</param>
/// <param name="AnswerType">The type of the answer, as in C#.</param>
public sealed record RunPaused(string Path, string Prompt, string AnswerType) : RunEvent
{
    /// <summary>The type of the answer, in the process that asked; null where that is another.</summary>
    internal Type? Type { get; init; }
}
