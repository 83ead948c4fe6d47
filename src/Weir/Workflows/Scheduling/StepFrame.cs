namespace Weir;

/// <summary>The frame of one step of a workflow.</summary>
internal sealed class StepFrame(WorkflowScheduler scheduler, int step, Plan plan) : Frame(plan)
{
    public int Step => step;

    protected override void End() => scheduler.FinishWaiting(this);
}
