namespace Weir;

/// <summary>The frame of one step of a workflow.</summary>
internal sealed class StepFrame(WorkflowScheduler scheduler, RunSession session, int step, Plan plan, StepAddress stage)
    : Frame(plan, session.Scope, session.Stop, stage)
{
    public int Step => step;

    public void Begin(StepObserver? observer)
    {
        Observe(observer);
        BeginRoot();
        BeginRecords();
    }

    protected override void End() => scheduler.FinishWaiting(this);
}
