namespace Weir;

internal sealed partial class WorkflowResults
{
    /// <summary>What became of the steps of each stage, without making their results.</summary>
    public StageTally[] Tally()
    {
        var tallies = new StageTally[stages.Count];
        for (var step = 0; step < Count; step++)
        {
            Add(ref tallies[graph.Nodes[step].Stage], Outcomes[step]);
        }

        return tallies;
    }

    /// <summary>Counts one step that is settled.</summary>
    public static void Add(ref StageTally tally, in StepOutcome outcome)
    {
        if (outcome.Attempts > 0)
        {
            tally.Add(outcome.Status, outcome.Started, outcome.Ended);
        }
        else
        {
            tally.Add(outcome.Status);
        }
    }
}
