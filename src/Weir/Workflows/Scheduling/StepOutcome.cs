namespace Weir;

/// <summary>What became of one step of a workflow, as small as it can be: results are made of it when somebody reads them.</summary>
internal struct StepOutcome
{
    public long Started;
    public long Ended;
    public StepDetail? Detail;
    public StepFailure? Failure;
    public int Attempts;
    public StepStatus Status;

    /// <summary>Whether it was started, as far as the scheduler goes.</summary>
    public bool WasTaken;

    /// <summary>Whether it ended, or will not start; written once.</summary>
    public bool IsSettled;
}
