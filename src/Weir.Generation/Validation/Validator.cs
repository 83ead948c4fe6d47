namespace Weir.Generation.Validation;

/// <summary>Judges C# by rules of one kind. Derive from it to add rules of your own.</summary>
/// <remarks>A validator is shared by parallel calls and keeps nothing between them.</remarks>
public abstract class Validator
{
    /// <summary>Names the validator.</summary>
    /// <param name="name">The name, such as <c>security</c>: small letters, digits and hyphens; unique in a pipeline of validators.</param>
    /// <param name="rules">Every rule that it may report.</param>
    /// <exception cref="ArgumentException">The name is empty or has other characters, or a rule stands there twice.</exception>
    protected Validator(string name, IReadOnlyList<ValidationRule> rules)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(rules);
        if (!name.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            throw new ArgumentException($"The name of a validator has small letters, digits and hyphens; '{name}' has others.", nameof(name));
        }

        if (rules.CountBy(static rule => rule.Id).FirstOrDefault(static group => group.Value > 1).Key is { } twice)
        {
            throw new ArgumentException($"The validator '{name}' has the rule '{twice}' twice.", nameof(rules));
        }

        Name = name;
        Rules = rules;
    }

    /// <summary>The name, as verdicts and <c>--json</c> show it.</summary>
    public string Name { get; }

    /// <summary>Every rule that it may report, in the order of its page.</summary>
    public IReadOnlyList<ValidationRule> Rules { get; }

    /// <summary>Judges the code.</summary>
    /// <param name="subject">The code, compiled once for all validators.</param>
    /// <param name="cancellationToken">Ends at the time limit too; to be asked at least once for each member.</param>
    /// <returns>What was found, and how many members were looked at.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public abstract ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken);
}
