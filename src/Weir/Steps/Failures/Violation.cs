namespace Weir;

/// <summary>One rule of a model that a value breaks.</summary>
/// <param name="Path">Where the value stands, such as <c>$.lines[2].amount</c>.</param>
/// <param name="Rule">The rule, such as <c>minimum</c>.</param>
/// <param name="Message">What is wrong, in words.</param>
public readonly record struct Violation(string Path, string Rule, string Message);
