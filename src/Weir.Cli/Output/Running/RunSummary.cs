namespace Weir.Cli.Output.Running;

/// <summary>What a display is told of a run besides the <see cref="Run"/>.</summary>
internal sealed record RunSummary
{
    /// <summary>The outputs of the workflow by name, of the values of <see cref="StepValues"/>; default none.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = new Dictionary<string, object?>();

    /// <summary>How fast the run was; default null, not measured.</summary>
    public RunSpeed? Speed { get; init; }

    /// <summary>The file from which the run can be resumed; default null, there is none.</summary>
    public string? Journal { get; init; }
}
