namespace Weir;

/// <summary>A step sent a part of its output by <see cref="StepContext.EmitAsync"/>.</summary>
public sealed record ChunkEmitted : RunEvent
{
    private readonly StepAddress _address;

    internal ChunkEmitted(StepAddress address, int attempt, object chunk)
    {
        _address = address;
        Attempt = attempt;
        Chunk = chunk;
    }

    /// <summary>The address of the step, such as <c>order/charge</c>.</summary>
    public string Path => _address.ToString();

    /// <summary>The attempt that sent it, from 1.</summary>
    public int Attempt { get; }

    /// <summary>The part.</summary>
    public object Chunk { get; }

    /// <inheritdoc/>
    public override bool IsOutcome => false;
}
