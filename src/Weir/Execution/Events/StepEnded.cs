namespace Weir;

/// <summary>A step ended, or it is certain that it will not start. Every step has exactly one, or one for each time that a composite runs it again.</summary>
/// <param name="Result">What became of it.</param>
public sealed record StepEnded(StepResult Result) : RunEvent
{
    /// <inheritdoc/>
    /// <remarks>False of a step that did not start because another one waits for an answer: it may still.</remarks>
    public override bool IsOutcome => Result is not { Status: StepStatus.Paused, Attempts: 0 };

    /// <summary>The state of the pipeline behind the step, where the run is journaled and the step changed it; else null.</summary>
    public object? State { get; init; }

    /// <summary>Whether a resumed run takes this outcome instead of running the step: it is no composite, and it ended by itself.</summary>
    public bool IsKept { get; init; }

    /// <summary>The declared type of the output.</summary>
    internal Type? OutputType { get; init; }

    /// <summary>The declared type of the state.</summary>
    internal Type? StateType { get; init; }
}
