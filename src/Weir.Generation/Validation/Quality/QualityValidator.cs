using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>
/// Judges how readable and how safe to change code is: complexity, nesting, length, parameters, repetition, names, nullability and
/// blocking calls. The page docs/validation-quality.md has each rule with a bad and a good example.
/// </summary>
public sealed class QualityValidator : Validator
{
    private static readonly CodeRule[] FileRules =
        [new LengthRule(), new ParameterRule(), new NamingRule(), new NullabilityRule(), new BlockingCallRule()];

    /// <summary>The name is <c>quality</c>.</summary>
    public QualityValidator()
        : base("quality", QualityRules.All)
    {
    }

    /// <inheritdoc/>
    public override ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        cancellationToken.ThrowIfCancellationRequested();
        var found = new FindingList();
        var files = CodeFile.Of(subject, cancellationToken);
        var complexity = new ComplexityRule(subject.Profile.MaxComplexity);
        foreach (var file in files)
        {
            complexity.Judge(file, found, cancellationToken);
            foreach (var rule in FileRules)
            {
                rule.Judge(file, found, cancellationToken);
            }
        }

        new DuplicateCodeRule(found).Judge(files, cancellationToken);
        return found.ToFindings(files);
    }
}
