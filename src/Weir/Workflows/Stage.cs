namespace Weir;

/// <summary>A named group of steps of a workflow, with a limit of its own. Immutable.</summary>
public sealed class Stage
{
    internal Stage(StepAddress address, StageOptions options, IReadOnlyList<string> stepNames, Budget? budget)
    {
        Budget = budget;
        Address = address;
        Options = options;
        StepNames = stepNames;
    }

    /// <summary>The name.</summary>
    public string Name => Address.Name;

    /// <summary>How many of its steps may be in flight at once in one run, at least 1; null: as many as the executor allows.</summary>
    public int? MaxParallel => Options.MaxParallel;

    /// <summary>How it runs.</summary>
    public StageOptions Options { get; }

    /// <summary>The names of its steps, in the order of declaration.</summary>
    public IReadOnlyList<string> StepNames { get; }

    /// <summary>What its steps may use together in one run; null: it has no limit of its own.</summary>
    internal Budget? Budget { get; }

    internal StepAddress Address { get; }
}
