namespace Weir;

/// <summary>A step failed, and its fall-back too; both errors are inside. It has a type only because its base adds to every message.</summary>
internal sealed class FallBackFailedException : AggregateException
{
    private readonly string _step;

    private FallBackFailedException(string step, string message, Exception original, Exception error)
        : base(message, original, error)
    {
        _step = step;
        Message = message;
    }

    /// <inheritdoc/>
    public override string Message { get; }

    public static FallBackFailedException Of(string step, StepFailure original, string fallBack, StepFailure failure)
    {
        // Of a chain of fall-backs the first part is there already; that of a step inside has another path.
        var first = original.Error is FallBackFailedException before && before._step == step ? before.Message : $"The step '{step}' failed: {original.Feedback}";
        return new(step, $"{first.TrimEnd('.')}. Its fall-back '{fallBack}' failed too: {failure.Feedback}", original.Error, failure.Error);
    }
}
