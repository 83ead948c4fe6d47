namespace Weir;

/// <summary>Turns what frames tell into events of the run, and what was kept of an earlier part of the run into outcomes.</summary>
/// <param name="events">Where events go.</param>
/// <param name="scope">The run.</param>
/// <param name="recall">What is known from before; null: nothing.</param>
/// <param name="stage">The stage of a workflow that the steps belong to; null in a pipeline.</param>
internal sealed class StepEvents(EventStream events, RunScope scope, Recall? recall = null, string? stage = null) : StepObserver
{
    private readonly StepResults _results = new(scope.Time, stage);

    public override bool CanPause => events.IsJournaled;

    public override bool TryRecall(Frame frame)
    {
        var node = frame.Plan.Nodes[frame.Index];
        if (recall is null || !node.IsKept)
        {
            return false;
        }

        if (recall.TryTake(frame.Address) is not { } known)
        {
            if (!node.IsComposite)
            {
                recall.ChargeUnkept(frame);
            }

            return false;
        }

        recall.Restore(known, node, frame);
        return true;
    }

    public override ValueTask Started(Frame frame)
    {
        events.TellStepStarted(frame.Address, stage, frame.Stamp);
        return ValueTask.CompletedTask;
    }

    public override void Delayed(Frame frame, TimeSpan delay)
    {
        events.PostDelayed(frame.Address, frame.Attempt, delay);
        events.Deliver();
    }

    public override void Restarted(Frame frame)
    {
        events.PostRestarted(frame.Address, frame.Attempt, frame.Feedback);
        events.Deliver();
    }

    public override ValueTask Ended(Frame frame, bool isRecalled) => isRecalled ? ValueTask.CompletedTask : Ended(frame, ResultOf(frame));

    /// <summary>What became of the current step, which has its record.</summary>
    public StepResult ResultOf(Frame frame)
    {
        var index = frame.Index;
        var started = index == 0 ? frame.Started : frame.Records![index - 1].Ended;
        return _results.Of(frame.Plan.Nodes[index], frame.Records![index], started, frame.Address);
    }

    /// <summary>Tells of the end of the current step. The task ends when its outcome is kept.</summary>
    public ValueTask Ended(Frame frame, StepResult result)
    {
        // A signal says how the run ends, not what the step gives: it runs again when the run is resumed.
        var node = frame.Plan.Nodes[frame.Index];
        var isKept = node.IsKept && frame.Failure is not { IsSignal: true };
        events.TellStepEnded(result, node.OutputType, isKept, isKept ? frame.State : null, frame.Records![frame.Index].Ended);
        return isKept ? events.KeepAsync() : ValueTask.CompletedTask;
    }

    public override void Unstarted(Frame frame)
    {
        var count = frame.Recorded;
        if (count == frame.Plan.Nodes.Length)
        {
            return;
        }

        var parent = frame.BaseAddress;
        for (var i = count; i < frame.Plan.Nodes.Length; i++)
        {
            events.PostStepEnded(_results.Unstarted(frame.Plan, i, count, frame.Failure, new StepAddress(parent, frame.Plan.Nodes[i].Name)));
        }

        events.Deliver();
    }

    public override bool TryAnswer(Frame frame, Type type, out object? answer)
    {
        answer = null;
        return recall is not null && recall.TryAnswer(frame.Address.ToString(), type, out answer);
    }

    public override void Paused(Frame frame, string prompt, Type? answer)
    {
        events.PostPaused(frame.Address.ToString(), prompt, answer);
        events.Deliver();
    }

    public override ValueTask EmitAsync(Frame frame, object chunk)
    {
        events.PostChunk(frame.Address, frame.Attempt, chunk);
        events.Deliver();
        return ValueTask.CompletedTask;
    }
}
