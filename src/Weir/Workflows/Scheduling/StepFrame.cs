namespace Weir;

/// <summary>The frame of one step of a workflow, which holds a place of the run and of its stage.</summary>
internal sealed class StepFrame : Frame, IPlace
{
    private readonly WorkflowScheduler _scheduler;

    public StepFrame(WorkflowScheduler scheduler, RunSession session, int step, Plan plan, StepAddress stage)
        : base(plan, session.Scope, session.Stop, stage)
    {
        _scheduler = scheduler;
        Step = step;
        Place = this;
    }

    public int Step { get; }

    public void Begin(StepObserver? observer)
    {
        Observe(observer);
        BeginRoot();
        BeginRecords();
    }

    public bool MayLeaveEarly => true;

    public void Leave() => _scheduler.Leave(Step);

    public bool Enter(Action resume) => _scheduler.Enter(Step, resume);

    protected override void End() => _scheduler.FinishWaiting(this);
}
