namespace Weir.Tests.Lab.Measuring;

/// <summary>A workload whose units take what a script says, on the clock of the instruments.</summary>
internal sealed class ScriptedWorkload(string name, ScriptedInstruments instruments) : Workload
{
    private readonly List<ScriptedSide> _sides = [];

    public override string Name => name;

    public override string Unit => "a unit";

    public override string Baseline => "as it stands";

    public override WorkloadMeasure Measure => Compared;

    public override double Target => Goal;

    public WorkloadMeasure Compared { get; init; } = WorkloadMeasure.Time;

    public double Goal { get; init; } = 20;

    /// <summary>How many microseconds a unit of a side takes, given how many it did before.</summary>
    public Func<WorkloadVariant, int, double> Microseconds { get; init; } = static (variant, _) => variant == WorkloadVariant.Baseline ? 1_000 : 500;

    /// <summary>How many more microseconds a unit takes on this side.</summary>
    public Func<ScriptedSide, double> Extra { get; init; } = static _ => 0;

    public Func<WorkloadVariant, long> Bytes { get; init; } = static _ => 64;

    public Func<WorkloadVariant, string> Output { get; init; } = static _ => "42";

    public Func<WorkloadVariant, Exception?> OpenError { get; init; } = static _ => null;

    public Func<WorkloadVariant, int, Exception?> Error { get; init; } = static (_, _) => null;

    public IReadOnlyList<WorkloadCheck> Checks { get; init; } = [];

    /// <summary>Every side that was opened.</summary>
    public IReadOnlyList<ScriptedSide> Sides => _sides;

    /// <summary>Which side did each unit, in their order.</summary>
    public List<ScriptedSide> Order { get; } = [];

    public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken)
    {
        if (OpenError(variant) is { } error)
        {
            return ValueTask.FromException<WorkloadSide>(error);
        }

        var side = new ScriptedSide(this, variant, instruments);
        _sides.Add(side);
        return ValueTask.FromResult<WorkloadSide>(side);
    }
}

internal sealed class ScriptedSide(ScriptedWorkload workload, WorkloadVariant variant, ScriptedInstruments instruments) : WorkloadSide
{
    public WorkloadVariant Variant => variant;

    public int Units { get; private set; }

    public int Disposals { get; private set; }

    public override IReadOnlyList<WorkloadCheck> Checks => variant == WorkloadVariant.Optimized ? workload.Checks : [];

    public override ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (workload.Error(variant, Units) is { } error)
        {
            return ValueTask.FromException(error);
        }

        instruments.Work(TimeSpan.FromMicroseconds(workload.Microseconds(variant, Units) + workload.Extra(this)), workload.Bytes(variant), Units % 100 == 0 ? 1 : 0);
        Units++;
        workload.Order.Add(this);
        return ValueTask.CompletedTask;
    }

    public override ValueTask<string> OutputAsync(CancellationToken cancellationToken) =>
        workload.Error(variant, -1) is { } error ? ValueTask.FromException<string>(error) : ValueTask.FromResult(workload.Output(variant));

    public override ValueTask DisposeAsync()
    {
        Disposals++;
        return base.DisposeAsync();
    }
}
