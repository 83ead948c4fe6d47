namespace Weir;

/// <summary>A step began. A step that never starts has a <see cref="StepEnded"/> only.</summary>
public sealed record StepStarted : RunEvent
{
    private readonly StepAddress _address;

    internal StepStarted(StepAddress address, string? stage)
    {
        _address = address;
        Stage = stage;
    }

    /// <summary>The address of the step, such as <c>order/charge</c>.</summary>
    public string Path => _address.ToString();

    /// <summary>The name of the step.</summary>
    public string Name => _address.Name;

    /// <summary>The stage of the workflow that the step belongs to; null in a pipeline.</summary>
    public string? Stage { get; }

    /// <inheritdoc/>
    public override bool IsOutcome => false;
}
