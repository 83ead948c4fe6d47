namespace Weir;

/// <summary>A step begins another attempt: what it sent before belongs to one that failed.</summary>
public sealed record AttemptRestarted : RunEvent
{
    private readonly StepAddress _address;

    internal AttemptRestarted(StepAddress address, int attempt, string? feedback)
    {
        _address = address;
        Attempt = attempt;
        Feedback = feedback;
    }

    /// <summary>The address of the step, such as <c>order/charge</c>.</summary>
    public string Path => _address.ToString();

    /// <summary>The attempt that begins, from 2.</summary>
    public int Attempt { get; }

    /// <summary>Why the attempt before it failed.</summary>
    public string? Feedback { get; }

    /// <inheritdoc/>
    public override bool IsOutcome => false;
}
