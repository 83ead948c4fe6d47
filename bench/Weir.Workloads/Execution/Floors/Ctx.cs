namespace Weir.Workloads.Execution.Floors;

/// <summary>What steps of hand-written loops get beside their input.</summary>
internal sealed class Ctx
{
    /// <summary>Why the step that ran last failed, which it says without throwing; null: it did not.</summary>
    public string? Failure;

    public Spent Usage { get; set; }
}

/// <summary>What a step used up.</summary>
internal struct Spent
{
    public long Tokens;
    public long Cost;
}

/// <summary>What the recorded loop writes of a step.</summary>
internal struct Record
{
    public string Name;
    public StepStatus Status;
    public int Attempts;
    public long Ticks;
    public Spent Usage;
}
