namespace Weir;

/// <summary>Tells hooks of the steps, around the events: a step starts when the hooks before it are done, and its outcome stands when those behind it are.</summary>
internal sealed class HookedSteps(StepEvents events, RunHooks hooks) : StepObserver
{
    public override bool CanPause => events.CanPause;

    public override bool TryRecall(Frame frame) => events.TryRecall(frame);

    public override async ValueTask Started(Frame frame)
    {
        var abort = await hooks.BeforeStepAsync(frame.Address, frame.Stop.Token).ConfigureAwait(RunQueue.IsHere);
        if (abort is not null || frame.Stop.IsStopping)
        {
            frame.Attempt = 0;
            throw abort ?? (Exception)new OperationCanceledException(frame.Stop.StopReason);
        }

        frame.StartAnew();
        await events.Started(frame).ConfigureAwait(RunQueue.IsHere);
    }

    public override void Delayed(Frame frame, TimeSpan delay) => events.Delayed(frame, delay);

    public override void Restarted(Frame frame) => events.Restarted(frame);

    public override ValueTask Ended(Frame frame, bool isRecalled) => isRecalled ? ValueTask.CompletedTask : EndedAsync(frame);

    public override void Unstarted(Frame frame) => events.Unstarted(frame);

    public override bool TryAnswer(Frame frame, Type type, out object? answer) => events.TryAnswer(frame, type, out answer);

    public override void Paused(Frame frame, string prompt, Type? answer) => events.Paused(frame, prompt, answer);

    public override ValueTask EmitAsync(Frame frame, object chunk) => events.EmitAsync(frame, chunk);

    private async ValueTask EndedAsync(Frame frame)
    {
        var result = events.ResultOf(frame);
        var abort = await hooks.AfterStepAsync(frame.Address, result, frame.Stop.Token).ConfigureAwait(RunQueue.IsHere);
        if (abort is not null)
        {
            frame.Overrule(abort);
            result = events.ResultOf(frame);
        }

        await events.Ended(frame, result).ConfigureAwait(RunQueue.IsHere);
    }
}
