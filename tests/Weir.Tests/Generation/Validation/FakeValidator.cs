using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation;

/// <summary>A validator that does what a test says.</summary>
internal sealed class FakeValidator(string name, Func<ValidationSubject, CancellationToken, ValidationFindings> judge) : Validator(name, [])
{
    public FakeValidator(string name, params IReadOnlyList<ValidationIssue> issues)
        : this(name, (_, _) => new ValidationFindings(issues, 10))
    {
    }

    public override ValidationFindings Validate(ValidationSubject subject, CancellationToken cancellationToken) => judge(subject, cancellationToken);

    public static ValidationIssue Issue(string rule, string severity) => new(rule, severity, "It is wrong.", "Code.cs", 1, 1);
}
