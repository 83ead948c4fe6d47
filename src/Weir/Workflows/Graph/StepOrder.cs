namespace Weir;

/// <summary>Which steps go first: of those that could start, the one of the least rank does.</summary>
internal sealed class StepOrder(int[] ranks)
{
    /// <summary>The rank of every step.</summary>
    public int[] Ranks { get; } = ranks;

    /// <summary>The other way round: the step of every rank.</summary>
    public int[] ByRank { get; } = Turn(ranks);

    private static int[] Turn(int[] ranks)
    {
        var steps = new int[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            steps[ranks[i]] = i;
        }

        return steps;
    }
}
