namespace Weir;

/// <summary>One execution of a pipeline, as it ended.</summary>
/// <typeparam name="TOut">What the pipeline gives.</typeparam>
public sealed class Run<TOut> : Run
{
    internal Run(RootFrame<TOut> frame)
        : base(frame, frame.Plan.Name)
    {
    }

    /// <summary>What the last step gave.</summary>
    /// <exception cref="InvalidOperationException">The run did not complete, so there is no output.</exception>
    public TOut Output
    {
        get
        {
            var frame = (RootFrame<TOut>)Data;
            return frame.Failure switch
            {
                null => frame.Output,
                { Status: StepStatus.Failed } failure => throw new InvalidOperationException(
                    $"The run '{Name}' has no output: its step '{failure.Address}' failed: {failure.Feedback}", failure.Error),
                { Status: StepStatus.Paused } pause => throw new InvalidOperationException($"The run '{Name}' has no output: it is paused at '{pause.Address}'."),
                _ => throw new InvalidOperationException($"The run '{Name}' has no output: it was cancelled."),
            };
        }
    }
}
