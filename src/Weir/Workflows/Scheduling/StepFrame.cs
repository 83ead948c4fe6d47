namespace Weir;

/// <summary>The frame of one step of a workflow, which holds a place of the run and of its stage. It serves one step after the other.</summary>
internal sealed class StepFrame(WorkflowScheduler scheduler, RunSession session, Plan plan, StepAddress stage)
    : Frame(plan, session.Scope, session.Stop, stage), IPlace
{
    public int Step { get; private set; }

    /// <summary>The steps of which it runs one item; null: it runs a step.</summary>
    public ForEachState? ForEach { get; private set; }

    /// <summary>Which item it runs.</summary>
    public int Item { get; private set; }

    /// <summary>What the step holds of shared resources; null: it needs none.</summary>
    public ResourceClaim? Claim { get; set; }

    protected override bool IsItem => ForEach is not null;

    /// <summary>Prepares the run of a step.</summary>
    /// <param name="step">Its index.</param>
    /// <param name="plan">What it does.</param>
    /// <param name="stage">Where it stands.</param>
    /// <param name="observer">Who is told; null: nobody.</param>
    /// <param name="started">The timestamp of its start.</param>
    public void Begin(int step, Plan plan, StepAddress stage, StepObserver? observer, long started)
    {
        if (!ReferenceEquals(plan, Plan))
        {
            MoveTo(plan, stage);
        }

        ForEach = null;
        Begin(step, observer, started);
    }

    /// <summary>Prepares the run of one item of a step.</summary>
    /// <param name="step">The index of the step.</param>
    /// <param name="items">The items.</param>
    /// <param name="item">Which of them.</param>
    /// <param name="plan">What it does.</param>
    /// <param name="observer">Who is told; null: nobody.</param>
    /// <param name="started">The timestamp of its start.</param>
    public void BeginItem(int step, ForEachState items, int item, Plan plan, StepObserver? observer, long started)
    {
        if (!ReferenceEquals(plan, Plan))
        {
            MoveTo(plan, items.Address);
        }

        StandAt(Segment.Item(item));
        (ForEach, Item) = (items, item);
        Begin(step, observer, started);
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
        if (ForEach is not null)
        {
            StandAt(default);
            ForEach = null;
        }

        return true;
    }

    public void Leave() => scheduler.Leave(this);

    public bool Enter(Action resume) => scheduler.Enter(this, resume);

    protected override void End() => scheduler.FinishWaiting(this);

    private void Begin(int step, StepObserver? observer, long started)
    {
        Step = step;
        Place = this;
        Observe(observer);
        BeginRoot();
        BeginRecords(started);
    }
}
