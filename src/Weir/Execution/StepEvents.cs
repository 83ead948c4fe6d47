namespace Weir;

/// <summary>Turns what frames tell into events of the run.</summary>
internal sealed class StepEvents(RunProgress progress, TimeProvider time, string? stage = null) : StepObserver
{
    private readonly StepResults _results = new(time, stage);

    public override void Started(Frame frame)
    {
        progress.PostStepStarted(frame.Address, stage);
        progress.Deliver();
    }

    public override void Ended(Frame frame)
    {
        var index = frame.Index;
        var started = index == 0 ? frame.Started : frame.Records![index - 1].Ended;
        progress.PostStepEnded(_results.Of(frame.Plan.Nodes[index], frame.Records![index], started, frame.Address));
        progress.Deliver();
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
            progress.PostStepEnded(_results.Unstarted(frame.Plan, i, count, frame.Failure, new StepAddress(parent, frame.Plan.Nodes[i].Name)));
        }

        progress.Deliver();
    }
}
