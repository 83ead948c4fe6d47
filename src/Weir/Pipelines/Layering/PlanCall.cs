namespace Weir;

/// <summary>The innermost call around a step or a run: that of a plan, in a frame that the frame around it keeps.</summary>
internal sealed class PlanCall<TIn, TOut>(Plan plan, int slot) : StepCall<TIn, TOut>
{
    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        if (Frame.Of(context) is not { } frame)
        {
            return new ValueTask<StepOutcome<TOut>>(StepOutcome<TOut>.Failed(
                $"A layer around '{plan.Name}' called it with another context than it was given."));
        }

        var inner = frame.Slot<LayerSlot<TOut>>(slot);
        var layered = inner.Frame ??= new LayerFrame<TOut>(plan);
        if (layered.IsBusy)
        {
            return new ValueTask<StepOutcome<TOut>>(StepOutcome<TOut>.Failed(
                $"A layer around '{plan.Name}' called it again before the first call had ended."));
        }

        inner.Calls++;
        return layered.RunAsync(frame, input, inner.Calls == 1);
    }
}

/// <summary>What a frame keeps for a layered node.</summary>
internal sealed class LayerSlot<TOut>
{
    public LayerFrame<TOut>? Frame { get; set; }

    /// <summary>How often the layers have called what is inside them.</summary>
    public int Calls { get; set; }

    public ValueTask<StepOutcome<TOut>> Pending { get; set; }
}
