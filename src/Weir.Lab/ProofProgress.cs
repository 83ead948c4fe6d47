namespace Weir.Lab;

/// <summary>How far a proof is.</summary>
/// <param name="Phase">What is done at the moment.</param>
/// <param name="Workload">The name of the workload that it is done with.</param>
/// <param name="Done">How many comparisons are finished, the control included.</param>
/// <param name="Count">How many there are in all.</param>
public sealed record ProofProgress(ProofPhase Phase, string Workload, int Done, int Count)
{
    /// <summary>Whether the baseline of the workload is measured against itself.</summary>
    public bool IsControl { get; init; }

    /// <summary>How many pairs of samples the comparison has so far.</summary>
    public int Pairs { get; init; }

    /// <summary>The interval of the change so far; null: none yet.</summary>
    public ChangeInterval? Interval { get; init; }
}

/// <summary>What a proof does at a moment.</summary>
public enum ProofPhase
{
    /// <summary>The outputs of both ways are compared.</summary>
    Checking,

    /// <summary>Both ways run until they get no faster.</summary>
    WarmingUp,

    /// <summary>Samples are taken.</summary>
    Measuring,

    /// <summary>Nothing, for the host of the virtual machine gives its processors to others; see <see cref="ProofOptions.Patience"/>.</summary>
    Waiting,

    /// <summary>The comparison is finished.</summary>
    Finished,
}
