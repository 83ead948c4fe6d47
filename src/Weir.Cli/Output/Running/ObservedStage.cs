namespace Weir.Cli.Output.Running;

/// <summary>A stage of a run, as its events tell.</summary>
internal sealed class ObservedStage(string name, IReadOnlyList<ObservedStep> steps)
{
    public string Name => name;

    public IReadOnlyList<ObservedStep> Steps => steps;

    /// <summary>Counts its steps, as they stand now.</summary>
    public StageCounts Count()
    {
        var counts = new StageCounts { Steps = steps.Count };
        foreach (var step in steps)
        {
            counts.Add(step);
        }

        return counts;
    }
}
