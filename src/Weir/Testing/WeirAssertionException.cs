namespace Weir.Testing;

/// <summary>A run is not what a test says it should be. The message says what was wrong, and shows what happened.</summary>
/// <param name="message">The message.</param>
/// <param name="cause">What it comes from; null: nothing that was thrown.</param>
public sealed class WeirAssertionException(string message, Exception? cause = null) : Exception(message, cause);
