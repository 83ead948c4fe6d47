namespace Weir;

/// <summary>Thrown by a <see cref="RunHook"/> to end the run on purpose: the run fails with it. Nothing tries again, falls back or ignores it.</summary>
/// <param name="message">Why the run ends.</param>
/// <param name="inner">What it comes from; default null.</param>
public sealed class RunAbortedException(string message, Exception? inner = null) : ControlSignalException(message, inner);
