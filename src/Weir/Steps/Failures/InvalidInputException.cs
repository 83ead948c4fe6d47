namespace Weir;

/// <summary>The value that a step takes breaks rules of its model.</summary>
/// <param name="subject">What was checked, such as <c>create_charge input</c>; not empty.</param>
/// <param name="violations">The rules that are broken.</param>
public sealed class InvalidInputException(string subject, IReadOnlyList<Violation> violations)
    : InvalidValueException(subject, violations);
