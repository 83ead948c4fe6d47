namespace Weir;

/// <summary>A run was written by somebody else, or begun a second time.</summary>
/// <param name="message">What is in the way.</param>
public sealed class RunConflictException(string message) : Exception(message);
