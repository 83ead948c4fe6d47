namespace Weir;

/// <summary>The run waits for an answer, or for a larger budget: it has ended for now, and is resumed with it.</summary>
/// <param name="Path">The address of the pause.</param>
/// <param name="Prompt">What is asked; where no answer is: the budget that is used up.</param>
/// <param name="AnswerType">The type of the answer, as in C#; empty: there is nothing to answer, resume the run with more in <see cref="RunOptions.Budget"/>.</param>
public sealed record RunPaused(string Path, string Prompt, string AnswerType) : RunEvent
{
    /// <summary>The type of the answer, in the process that asked; null where that is another.</summary>
    internal Type? Type { get; init; }
}
