namespace Weir.Cli.Commands;

/// <summary>How a workflow is run, as the command line says.</summary>
internal sealed record RunRequest
{
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    public int? MaxParallel { get; init; }

    public bool FailFast { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>The file of learned durations; null: nothing is learned.</summary>
    public string? DurationsPath { get; init; }

    /// <summary>The layers that are on; default none.</summary>
    public OptimizationOptions Optimizations { get; init; } = OptimizationOptions.None;

    public bool AsJson { get; init; }

    public bool AsJsonEvents { get; init; }
}
