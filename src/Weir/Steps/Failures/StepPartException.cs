namespace Weir;

/// <summary>A processor, validator, plugin or predicate of a step, or the initial state of a pipeline, threw; the inner exception is what it threw.</summary>
public sealed class StepPartException : Exception
{
    internal StepPartException(string part, string step, Exception error)
        : this(part, "step", step, error)
    {
    }

    private StepPartException(string part, string kind, string owner, Exception error)
        : base($"The {part} of the {kind} '{owner}' threw {error.GetType().Name}: {error.Message}", error) => Part = part;

    /// <summary>Which part, such as <c>validator 'positive'</c>.</summary>
    public string Part { get; }

    /// <summary>Control signals, and what throws because the run stops, stay what they are.</summary>
    internal static bool IsToBeNamed(Exception error) => error is not (ControlSignalException or OperationCanceledException);

    internal static Exception OfPipeline(string part, string pipeline, Exception error) =>
        IsToBeNamed(error) ? new StepPartException(part, "pipeline", pipeline, error) : error;

    internal static Exception Named(string part, Exception error, StepContext context) =>
        IsToBeNamed(error) ? new StepPartException(part, context.Path, error) : error;
}
