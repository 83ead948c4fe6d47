namespace Weir.Generation.Validation;

/// <summary>How strictly code is judged. The environments are those of the tuning guide of the original; <see cref="Standard"/> holds where none is named.</summary>
public sealed record ValidationProfile
{
    /// <summary>All validators, score 0.8, complexity 10; warnings cost score only.</summary>
    public static ValidationProfile Standard { get; } = new() { Name = "standard" };

    /// <summary>Completeness only, score 0.6, complexity 15; the first validator that fails stops the rest but the compiler.</summary>
    public static ValidationProfile Development { get; } = new() { Name = "development", Validators = ["completeness"], MinScore = 0.6, MaxComplexity = 15, FailFast = true };

    /// <summary>Completeness and quality, score 0.8, complexity 10.</summary>
    public static ValidationProfile Staging { get; } = new() { Name = "staging", Validators = ["completeness", "quality"] };

    /// <summary>All validators, score 0.8, complexity 10; besides, warnings of completeness, security, blocking calls and complexity fail whatever the score.</summary>
    public static ValidationProfile Production { get; } = new() { Name = "production", IsStrict = true };

    /// <summary>The four that have a name: development, staging, production, standard.</summary>
    public static IReadOnlyList<ValidationProfile> All { get; } = [Development, Staging, Production, Standard];

    /// <summary>One of <see cref="All"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static ValidationProfile Named(string name) => All.FirstOrDefault(profile => profile.Name == name)
        ?? throw new ArgumentException($"There is no profile '{name}'; there are {string.Join(", ", All.Select(static profile => profile.Name))}.", nameof(name));

    /// <summary>The name, as <c>--profile</c> gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The validators that run, by name, beside the compiler, which always does; default null, all.</summary>
    public IReadOnlyList<string>? Validators { get; init; }

    /// <summary>The least score with which a validator passes; default 0.8, range 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double MinScore
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MinScore), value, "The least score is from 0 to 1.");
    }
    = 0.8;

    /// <summary>The highest cyclomatic complexity of a method that is no finding; default 10, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxComplexity
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxComplexity), value, "The highest complexity is at least 1.");
    }
    = 10;

    /// <summary>Whether the first validator that fails stops the others but the compiler, which always has its say; default false, all findings are collected.</summary>
    public bool FailFast { get; init; }

    /// <summary>Whether warnings fail too where they are of the compiler, completeness, security, blocking calls or complexity; default false.</summary>
    public bool IsStrict { get; init; }
}
