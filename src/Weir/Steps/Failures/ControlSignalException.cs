namespace Weir;

/// <summary>
/// Thrown by a step to end the run on purpose. Every construct lets it pass, exactly once: it is not tried again, no
/// fall-back stands in, no failure policy ignores it and no layer counts it as a failure.
/// </summary>
/// <param name="message">Why the run ends.</param>
public class ControlSignalException(string message) : Exception(message);
