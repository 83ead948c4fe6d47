namespace Weir;

/// <summary>A step with attempts, time-outs, checks or a fall-back, all in one node: three nested wraps would cost three times as much.</summary>
/// <remarks>An attempt that ends at once and well is handled here; everything else is the business of <see cref="GuardedCall{TIn, TOut}"/>.</remarks>
internal sealed class GuardNode<TIn, TOut>(string name, GuardTarget<TIn, TOut> target, int slot) : Node<TOut>(name)
{
    private readonly Step<TIn, TOut> _step = target.Step;
    private readonly StepParts<Review<TIn, TOut>>? _outputs = target.Outputs;
    private readonly bool _isTimed = target.IsTimed;
    private readonly bool _hasInputs = target.Inputs is not null;

    public override bool IsComposite => _step.AsMade.IsPipeline;

    // The fall-back of a pipeline is a step that nothing inside keeps.
    public override bool IsKept => true;

    public override bool Execute(Frame frame)
    {
        var input = frame.Read<TIn>();
        if (_isTimed)
        {
            frame.StartClock(target.FirstLimit);
        }

        if (_hasInputs)
        {
            return Begin(frame, input).Continue();
        }

        ValueTask<TOut> call;
        try
        {
            call = _step.RunAsync(input, frame.Context);
        }
        catch (Exception error)
        {
            return Begin(frame, input).ContinueAfter(error);
        }

        if (!call.IsCompletedSuccessfully || frame.Failure is not null)
        {
            return Begin(frame, input).ContinueAfter(call);
        }

        var value = call.Result;
        if (_outputs is not null)
        {
            var review = new Review<TIn, TOut>(value);
            if (!_outputs.Run(ref review, frame.Context, out var pending, out var error))
            {
                return Begin(frame, input).ContinueAfter(pending);
            }

            if (error is not null || review.Feedback is not null || frame.Failure is not null)
            {
                return Begin(frame, input).ContinueAfter(review, error);
            }

            value = review.Value;
        }

        frame.StopClock();
        frame.Write(value);
        return true;
    }

    public override bool Hook(Frame frame) => frame.Slot<GuardedCall<TIn, TOut>>(slot).Hook();

    public override bool Collect(Frame frame) => frame.Slot<GuardedCall<TIn, TOut>>(slot).Collect();

    private GuardedCall<TIn, TOut> Begin(Frame frame, TIn input)
    {
        var call = frame.Slot<GuardedCall<TIn, TOut>>(slot);
        call.Begin(frame, target, input);
        return call;
    }
}
