namespace Weir;

/// <summary>A step wants something that its workflow was not allowed.</summary>
/// <param name="message">What, and the permission that would allow it.</param>
public sealed class PermissionDeniedException(string message) : Exception(message);
