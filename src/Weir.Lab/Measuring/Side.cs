namespace Weir.Lab.Measuring;

/// <summary>One way of a workload, opened, with the instruments beside it.</summary>
internal sealed class Side(Workload workload, WorkloadVariant variant, WorkloadSide work, Instruments instruments) : IAsyncDisposable
{
    /// <summary>The values with a target of their own.</summary>
    public IReadOnlyList<WorkloadCheck> Checks => work.Checks;

    /// <summary>Prepares one way of a workload.</summary>
    public static async Task<Side> OpenAsync(Workload workload, WorkloadVariant variant, Instruments instruments, CancellationToken cancellationToken)
    {
        try
        {
            return new Side(workload, variant, await workload.OpenAsync(variant, cancellationToken).ConfigureAwait(false), instruments);
        }
        catch (Exception error)
        {
            // Work that is cancelled may end in words of its own, such as those of a run without an output.
            cancellationToken.ThrowIfCancellationRequested();
            throw new WorkloadFailedException(workload.Name, variant, error);
        }
    }

    /// <summary>Does the unit as the first of all, and gives what it said.</summary>
    public async Task<string> OutputAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await work.OutputAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new WorkloadFailedException(workload.Name, variant, error);
        }
    }

    /// <summary>Does so many units, and says what they took.</summary>
    public async Task<Sample> MeasureAsync(int units, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var collections = instruments.Gen0Collections;
        var bytes = instruments.AllocatedBytes;
        var began = instruments.Time.GetTimestamp();
        try
        {
            for (var i = 0; i < units; i++)
            {
                await work.RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new WorkloadFailedException(workload.Name, variant, error);
        }

        var nanoseconds = (instruments.Time.GetTimestamp() - began) * 1e9 / instruments.Time.TimestampFrequency;
        return new Sample(units, nanoseconds, instruments.AllocatedBytes - bytes, instruments.Gen0Collections - collections);
    }

    public ValueTask DisposeAsync() => work.DisposeAsync();
}

/// <summary>What so many units of work took together.</summary>
internal readonly record struct Sample(int Units, double Nanoseconds, long Bytes, int Gen0Collections)
{
    /// <summary>Of the measure, per unit.</summary>
    public double PerUnit(WorkloadMeasure measure) => (measure == WorkloadMeasure.Time ? Nanoseconds : Bytes) / Units;
}
