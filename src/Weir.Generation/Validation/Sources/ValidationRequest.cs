namespace Weir.Generation.Validation;

/// <summary>What is to be judged, and how strictly.</summary>
public sealed record ValidationRequest
{
    /// <summary>
    /// C# files; folders, whose <c>*.cs</c> files are taken with those of the folders below (but for hidden ones, <c>bin</c>, <c>obj</c> and links); generated packages. At least one.
    /// Files outside of packages are compiled together, each package by itself.
    /// </summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The contract that the code was made from; default null: a package's own, and none for other files.</summary>
    public string? Contract { get; init; }

    /// <summary>How strictly; default <see cref="ValidationProfile.Standard"/>.</summary>
    public ValidationProfile Profile { get; init; } = ValidationProfile.Standard;

    /// <summary>Whether <see cref="StandardValidators.Analyzers"/> is asked too; default false. A strict profile asks it anyhow.</summary>
    public bool WithAnalyzers { get; init; }

    /// <summary>Validators of your own, which run beside <see cref="StandardValidators.All"/> whatever the profile names; default none.</summary>
    public IReadOnlyList<Validator> Validators { get; init; } = [];

    /// <summary>How the validators run; default the defaults of <see cref="ValidationOptions"/>.</summary>
    public ValidationOptions Options { get; init; } = new();
}

/// <summary>What was judged, and what was said of it.</summary>
public sealed record ValidationReport
{
    /// <summary>What the validators said; of several packages, all findings, with the lowest score of each validator. It has no validators where nothing was usable.</summary>
    public required ValidationVerdict Verdict { get; init; }

    /// <summary>The files that were judged, as findings call them.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What was not judged, and why.</summary>
    public required IReadOnlyList<RefusedSource> Refused { get; init; }

    /// <summary>What to know of what was judged: one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Every rule that was asked but for those of the compiler.</summary>
    public required IReadOnlyList<ValidationRule> Rules { get; init; }

    /// <summary>The texts that were judged, by file.</summary>
    internal IReadOnlyDictionary<string, Microsoft.CodeAnalysis.Text.SourceText> Texts { get; init; } = new Dictionary<string, Microsoft.CodeAnalysis.Text.SourceText>();

    /// <summary>A line of a file that was judged.</summary>
    /// <param name="file">The file, as a finding calls it.</param>
    /// <param name="line">The line from 1.</param>
    /// <returns>Its text; null where there is no such line.</returns>
    public string? LineOf(string file, int line) =>
        Texts.TryGetValue(file, out var text) && line >= 1 && line <= text.Lines.Count ? text.Lines[line - 1].ToString() : null;
}

/// <summary>A path that was not judged.</summary>
/// <param name="Path">The path, as it was named or found.</param>
/// <param name="Reason">Why: one sentence that names it.</param>
public sealed record RefusedSource(string Path, string Reason);
