namespace Weir;

/// <summary>One execution of a pipeline, as it ended.</summary>
/// <typeparam name="TOut">What the pipeline gives.</typeparam>
public sealed class Run<TOut> : Run
{
    internal Run(RunData data)
        : base(data)
    {
    }

    /// <summary>What the last step gave.</summary>
    /// <exception cref="InvalidOperationException">The run did not complete, so there is no output.</exception>
    public TOut Output
    {
        get
        {
            var data = Data;
            if (data.Outputs[0] is Slot<TOut> output)
            {
                return output.Value;
            }

            throw data.Failed is { } failed && data.Status == RunStatus.Failed
                ? new InvalidOperationException(
                    $"The run '{data.Name}' has no output: its step '{failed.Path}' failed: {failed.Error?.Message}", failed.Error)
                : new InvalidOperationException($"The run '{data.Name}' has no output: it was cancelled.");
        }
    }
}
