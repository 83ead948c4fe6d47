namespace Weir.Lab;

/// <summary>What a proof found. Immutable.</summary>
/// <param name="Comparisons">One for each workload, in their order.</param>
/// <param name="Control">The baseline of the first workload against itself; null where <see cref="ProofOptions.Control"/> is off. Met: the measuring is sound.</param>
/// <param name="Machine">Processor, cores, operating system and runtime.</param>
/// <param name="Seed">What the order of the measuring came from; the same seed gives the same order.</param>
/// <param name="Duration">How long all of it took.</param>
public sealed record ProofResult(IReadOnlyList<Comparison> Comparisons, Comparison? Control, string Machine, int Seed, TimeSpan Duration)
{
    /// <summary>How much of that time it waited, because the host of the virtual machine gave its processors to others; see <see cref="ProofOptions.Patience"/>.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Whether every comparison met its target, and the control, where there is one, is sound.</summary>
    public bool IsMet => Comparisons.All(static one => one.Verdict == ProofVerdict.Met) && Control is not { Verdict: not ProofVerdict.Met };
}
