namespace Weir;

/// <summary>What the loop notes of each step; what is rare stands in <see cref="Detail"/>. The name is in the plan.</summary>
internal struct StepRecord
{
    /// <summary>Stands for the end of a step that ran as one with those behind it, the last of which has the time.</summary>
    public const long Untimed = long.MinValue;

    public Register Output;

    /// <summary>The timestamp of the end, which is that of the start of the next step.</summary>
    public long Ended;

    public StepDetail? Detail;

    public int Attempts;

    public StepStatus Status;
}

/// <summary>What most steps have nothing of.</summary>
internal sealed class StepDetail
{
    public StepFailure? Failure { get; set; }

    /// <summary>The timestamp of the start, where that is not the end of the step before; else 0.</summary>
    public long Started { get; set; }

    public Usage Usage { get; set; }

    public string? Feedback { get; set; }

    public string? FellBackTo { get; set; }

    public string? DegradedTo { get; set; }

    public List<NestedRecord>? Nested { get; set; }

    /// <summary>The items of a map over a single step, beside <see cref="Nested"/>.</summary>
    public ItemRecords? Items { get; set; }

    public bool IsComposite => Nested is not null || Items is not null;

    /// <summary>Takes over what the same step left in a frame inside its layers; the failure is told by the frame itself.</summary>
    public void Add(StepDetail inner)
    {
        Usage += inner.Usage;
        Feedback = inner.Feedback;
        FellBackTo = inner.FellBackTo;
        DegradedTo = inner.DegradedTo;
        Nested = inner.Nested;
        Items = inner.Items;
    }
}
