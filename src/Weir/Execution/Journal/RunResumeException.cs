namespace Weir;

/// <summary>A run cannot be resumed like this; nothing was changed.</summary>
/// <param name="message">Why not.</param>
/// <param name="inner">What was thrown; default null.</param>
public sealed class RunResumeException(string message, Exception? inner = null) : Exception(message, inner);
