namespace Weir.Cli.Output.Running;

/// <summary>How the items of a step ended so far.</summary>
internal struct ItemCounts
{
    public int Completed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    public int Cancelled { get; private set; }

    public readonly int Total => Completed + Failed + Skipped + Cancelled;

    /// <summary>Counts what stands in the result of a step that calls something for each of many items; nothing for any other.</summary>
    public static ItemCounts Of(StepResult step)
    {
        var counts = default(ItemCounts);
        foreach (var item in step.Steps)
        {
            if (item.Path.Length > step.Path.Length && item.Path[step.Path.Length] == '[')
            {
                counts.Add(item.Status);
            }
        }

        return counts;
    }

    public void Add(StepStatus status)
    {
        switch (status)
        {
            case StepStatus.Completed:
                Completed++;
                break;
            case StepStatus.Failed:
                Failed++;
                break;
            case StepStatus.Skipped:
                Skipped++;
                break;
            default:
                Cancelled++;
                break;
        }
    }
}
