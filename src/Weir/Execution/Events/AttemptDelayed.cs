namespace Weir;

/// <summary>An attempt of a step failed, and the step waits before it begins another; <see cref="AttemptRestarted"/> follows, unless the run ends in between.</summary>
public sealed record AttemptDelayed : RunEvent
{
    private readonly StepAddress _address;

    internal AttemptDelayed(StepAddress address, int attempt, TimeSpan delay)
    {
        _address = address;
        Attempt = attempt;
        Delay = delay;
    }

    /// <summary>The address of the step, such as <c>order/charge</c>.</summary>
    public string Path => _address.ToString();

    /// <summary>The attempt that failed, from 1.</summary>
    public int Attempt { get; }

    /// <summary>How long the step waits; more than zero.</summary>
    public TimeSpan Delay { get; }

    /// <inheritdoc/>
    public override bool IsOutcome => false;
}
