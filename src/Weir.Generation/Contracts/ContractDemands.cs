namespace Weir.Generation.Contracts;

/// <summary>What a contract demands of its own package: <c>quality_gates</c>, <c>generation.quality_level</c> and <c>template.variant</c>. It only ever raises what is asked for anyway.</summary>
public sealed record ContractDemands
{
    /// <summary>A contract that demands nothing.</summary>
    public static ContractDemands None { get; } = new();

    /// <summary>The profile the package is judged by where none is named otherwise: development, standard or production; default null, standard.</summary>
    public string? Profile { get; init; }

    /// <summary>Validators that run whatever the profile says, by name; default none.</summary>
    public IReadOnlyList<string> Validators { get; init; } = [];

    /// <summary>The least score with which each validator passes, from 0 to 1; default null, that of the profile. A lower one than that of the profile changes nothing.</summary>
    public double? MinScore { get; init; }

    /// <summary>The highest complexity that is no finding, at least 1; default null, that of the profile. A higher one than that of the profile changes nothing.</summary>
    public int? MaxComplexity { get; init; }

    /// <summary>Whether the first validator that fails stops the others; default null, as the profile says.</summary>
    public bool? FailFast { get; init; }

    /// <summary>Whether the evidence of the package has warnings too; default true.</summary>
    public bool KeepsWarnings { get; init; } = true;

    /// <summary>Whether a quorum is asked even if nobody is to be asked; default false. It is the local one then.</summary>
    public bool NeedsQuorum { get; init; }
}
