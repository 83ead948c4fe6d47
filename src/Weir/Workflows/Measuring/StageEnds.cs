namespace Weir;

/// <summary>Tells of the end of every stage, once; only where somebody listens. Used under the lock of the scheduler.</summary>
internal sealed class StageEnds(IReadOnlyList<Stage> stages, RunSession session, EventStream events)
{
    private readonly StageTally[] _tallies = new StageTally[stages.Count];

    /// <summary>Of a run; null: nobody listens.</summary>
    public static StageEnds? Of(Workflow workflow, RunSession session) =>
        session.Progress is { } events ? new StageEnds(workflow.Stages, session, events) : null;

    /// <summary>A step is settled. The event of its stage follows if it was the last; not where one waits for an answer, for then the stage goes on when the run does.</summary>
    public void Settle(int stage, in StepOutcome outcome)
    {
        ref var tally = ref _tallies[stage];
        WorkflowResults.Add(ref tally, outcome);
        if (tally.Settled == stages[stage].StepNames.Count && tally.Paused == 0)
        {
            events.PostStageEnded(stages[stage].Name, tally, session.Time.GetElapsedTime(0, tally.Ticks));
        }
    }
}
