namespace Weir;

/// <summary>A unit of work that is done in two ways, which give the same: as it stands, and with something that is to make it better. A proof measures both.</summary>
/// <remarks>A workload describes and does the work; it measures nothing.</remarks>
public abstract class Workload
{
    /// <summary>The name, such as <c>caching</c>; of the workloads of one proof no two have the same.</summary>
    public abstract string Name { get; }

    /// <summary>What one unit of work is, in words, such as <c>50 small steps, recorded</c>.</summary>
    public abstract string Unit { get; }

    /// <summary>What <see cref="WorkloadVariant.Baseline"/> is: what a user would write without the thing that is measured, such as <c>new byte[4096] in each step</c>.</summary>
    public abstract string Baseline { get; }

    /// <summary>What is compared; default the time of a unit.</summary>
    public virtual WorkloadMeasure Measure => WorkloadMeasure.Time;

    /// <summary>What has to be gained, in percent of the baseline: 50 is half the time or half the bytes. Less than 0: what may be lost. Range -100 to 100.</summary>
    public abstract double Target { get; }

    /// <summary>Prepares one of the two ways; what this takes does not count.</summary>
    /// <param name="variant">Which of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What does the work; whoever opened it disposes it.</returns>
    public abstract ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken);
}

/// <summary>What does the unit of work of a <see cref="Workload"/> in one way. One flow uses it at a time.</summary>
public abstract class WorkloadSide : IAsyncDisposable
{
    /// <summary>Values that have a target of their own, beside what is compared, such as a hit rate; read after the last unit. Default none.</summary>
    public virtual IReadOnlyList<WorkloadCheck> Checks => [];

    /// <summary>Does the unit of work once. Throws where the work did not succeed: failing work is never measured.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is done.</returns>
    public abstract ValueTask RunAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Does the unit once more, as the first unit of all, and says what it gave. Both ways have to say the same, or the proof is refused. Called outside of all measuring.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The output as text; short ones make better messages.</returns>
    public abstract ValueTask<string> OutputAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Which of the two ways a <see cref="Workload"/> is done in.</summary>
public enum WorkloadVariant
{
    /// <summary>As it stands.</summary>
    Baseline,

    /// <summary>With what is to make it better.</summary>
    Optimized,
}

/// <summary>What is compared in a <see cref="Workload"/>; less is better.</summary>
public enum WorkloadMeasure
{
    /// <summary>The time of a unit, in nanoseconds.</summary>
    Time,

    /// <summary>The bytes that a unit allocates.</summary>
    AllocatedBytes,
}

/// <summary>A value with a target of its own.</summary>
/// <param name="Name">What it is, such as <c>hit rate over MemoryCache</c>.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what, such as <c>ns</c> or <c>points</c>.</param>
/// <param name="Target">How much it has to be.</param>
/// <param name="AtMost">True: at most the target is right. False: at least.</param>
public sealed record WorkloadCheck(string Name, double Value, string Unit, double Target, bool AtMost)
{
    /// <summary>Whether the target is met.</summary>
    public bool Met => AtMost ? Value <= Target : Value >= Target;
}
