namespace Weir;

/// <summary>
/// Thrown by a step to end the run on purpose. Every construct lets it pass, exactly once: it is not tried again, no
/// fall-back stands in, no failure policy ignores it and no layer counts it as a failure.
/// </summary>
/// <param name="message">Why the run ends.</param>
/// <param name="inner">What it comes from; default null.</param>
public class ControlSignalException(string message, Exception? inner = null) : Exception(message, inner);
