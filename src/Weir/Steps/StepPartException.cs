namespace Weir;

/// <summary>A processor, validator, plugin or predicate of a step threw; the inner exception is what it threw.</summary>
public sealed class StepPartException : Exception
{
    internal StepPartException(string part, string step, Exception error)
        : base($"The {part} of the step '{step}' threw {error.GetType().Name}: {error.Message}", error) => Part = part;

    /// <summary>Which part, such as <c>validator 'positive'</c>.</summary>
    public string Part { get; }
}
