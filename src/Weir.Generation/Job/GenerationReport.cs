using Weir.AI;
using Weir.Generation.Validation;
using Weir.Yaml;

namespace Weir.Generation;

/// <summary>What a generation did: every contract is in <see cref="Packages"/> or in <see cref="Failures"/>, one whose package is degraded in both.</summary>
public sealed record GenerationReport
{
    /// <summary>Completed when every contract became a package.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>How long it took, from the first file looked for to the last one written.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The packages that were written, in the order of the contracts.</summary>
    public required IReadOnlyList<GeneratedPackage> Packages { get; init; }

    /// <summary>The contracts that did not become a package as it was asked for, in their order.</summary>
    public required IReadOnlyList<GenerationFailure> Failures { get; init; }

    /// <summary>The stages of the workflow with their steps; empty when no contract could be looked at.</summary>
    public required IReadOnlyList<GenerationStage> Stages { get; init; }

    /// <summary>What was noticed without stopping a package.</summary>
    public required IReadOnlyList<Diagnostic> Warnings { get; init; }

    /// <summary>True when not one of the inputs was usable, so that nothing but reading was done.</summary>
    public bool NothingUsable => Packages.Count == 0 && Failures.Count > 0 && Failures.All(failure => failure.Stage == GenerationJob.Parse && !failure.WasSkipped);
}

/// <summary>A package that was written.</summary>
/// <param name="Contract">The contract, as it was named.</param>
/// <param name="Name">The name of the node, and of the folder.</param>
/// <param name="Kind">The kind of the node.</param>
/// <param name="Path">The full path of the folder.</param>
/// <param name="Files">All files that stand in the folder and are the same on every machine, sorted by path.</param>
/// <param name="Verdict">What the validators said.</param>
public sealed record GeneratedPackage(
    string Contract, string Name, NodeKind Kind, string Path, IReadOnlyList<PackageFile> Files, ValidationVerdict Verdict)
{
    /// <summary>What a quorum decided of it; null: nobody was asked.</summary>
    public QuorumVerdict? Quorum { get; init; }

    /// <summary>Why it is made of the shipped templates though others were asked for, which did not pass: a first line that names them, then what was found. Null: it is not.</summary>
    public string? Degradation { get; init; }

    /// <summary>Where the bodies that the user has written and the contract's operations do not agree; empty for a new package.</summary>
    public IReadOnlyList<Diagnostic> Notes { get; init; } = [];
}

/// <summary>A file of a package.</summary>
/// <param name="Path">Relative to the package, with forward slashes.</param>
/// <param name="Sha256">The hash of what stands on disk, in lower-case hexadecimal.</param>
public sealed record PackageFile(string Path, string Sha256);

/// <summary>A contract that did not become a package.</summary>
/// <param name="Contract">The contract, as it was named.</param>
/// <param name="Stage">The stage that failed, or that was not reached.</param>
/// <param name="Error">What is wrong: one finding a line, each with its place where it has one.</param>
/// <param name="WasSkipped">True when nothing was wrong with this contract and the run stopped before it was done.</param>
public sealed record GenerationFailure(string Contract, string Stage, string Error, bool WasSkipped);
