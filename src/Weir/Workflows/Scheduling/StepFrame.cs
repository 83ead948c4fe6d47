namespace Weir;

/// <summary>The frame of one step of a workflow, which holds a place of the run and of its stage. It serves one step after the other.</summary>
internal sealed class StepFrame(WorkflowScheduler scheduler, RunSession session, Plan plan, StepAddress stage)
    : Frame(plan, session.Scope, session.Stop, stage), IPlace
{
    public int Step { get; private set; }

    /// <summary>Prepares the run of a step.</summary>
    /// <param name="step">Its index.</param>
    /// <param name="plan">What it does.</param>
    /// <param name="stage">Where it stands.</param>
    /// <param name="observer">Who is told; null: nobody.</param>
    /// <param name="started">The timestamp of its start.</param>
    public void Begin(int step, Plan plan, StepAddress stage, StepObserver? observer, long started)
    {
        Step = step;
        Place = this;
        if (!ReferenceEquals(plan, Plan))
        {
            MoveTo(plan, stage);
        }

        Observe(observer);
        BeginRoot();
        BeginRecords(started);
    }

    /// <summary>Forgets the step. False: a step of the run was left behind, and may still look at its surroundings; the frame serves no other.</summary>
    public bool TryClear()
    {
        if (Run.HasLeft)
        {
            LetGo();
            return false;
        }

        Clear();
        return true;
    }

    public void Leave() => scheduler.Leave(Step);

    public bool Enter(Action resume) => scheduler.Enter(Step, resume);

    protected override void End() => scheduler.FinishWaiting(this);
}
