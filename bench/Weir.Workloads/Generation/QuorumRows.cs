using System.Diagnostics;
using Weir.AI;
using Weir.Workloads.Measuring;
using Weir.Workloads.Workflows;

namespace Weir.Workloads.Generation;

/// <summary>
/// Four members of equal weight that answer after 20, 40, 80 and 2,000 ms: the third one makes the outcome certain. The floor is a bare wait of 80 ms in the same round. The second row is
/// the same quorum with members that answer at once: all that it takes is its own.
/// </summary>
internal static class QuorumRows
{
    public const string Name = "quorum-decide";

    private const int Rounds = 20;
    private const int Calls = 2_000;
    private const int Deciding = 80;
    private static readonly int[] Latencies = [20, 40, Deciding, 2_000];

    public static async Task<IReadOnlyList<WorkloadRow>> AllAsync(string group) => [await WaitingAsync(group), await OwnAsync(group)];

    private static async Task<WorkloadRow> WaitingAsync(string group)
    {
        var quorum = new Quorum<int>(Latencies.Select(static latency => QuorumMember.From<int>($"{latency} ms", async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(latency), TimeProvider.System, token);
            return new QuorumVote(true, 1, "fine");
        })));
        List<(double Wall, double Floor)> rounds = [];
        for (var round = 0; round < Rounds; round++)
        {
            var wall = await TimeAsync(async () => Check(await quorum.DecideAsync(round), $"{Deciding} ms"));
            var floor = await TimeAsync(static () => Task.Delay(TimeSpan.FromMilliseconds(Deciding), TimeProvider.System));
            rounds.Add((wall, floor));
        }

        var goal = new Goal { Ratio = 1.1 };
        var row = new WorkloadRow(Name, group, "ms", Timing.Median(rounds.Select(static round => round.Wall)), Timing.Median(rounds.Select(static round => round.Floor)))
        {
            Ratio = Timing.Median(rounds.Select(static round => round.Wall / round.Floor)),
            Goal = goal.ToString(),
        };
        return row with { Met = goal.IsMetBy(row) };
    }

    private static async Task<WorkloadRow> OwnAsync(string group)
    {
        var quorum = new Quorum<int>(Latencies.Select(static latency => QuorumMember.From<int>($"{latency}", static (_, _) => new ValueTask<QuorumVote>(new QuorumVote(true, 1, "fine")))));
        List<double> rounds = [];
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(await TimeAsync(async () =>
            {
                for (var call = 0; call < Calls; call++)
                {
                    Check(await quorum.DecideAsync(call), decidedBy: null);
                }
            }) / Calls * 1_000);
        }

        var goal = new Goal { Value = 1_000 };
        var row = new WorkloadRow($"{Name}: own time, members that answer at once", group, "us", Timing.Median(rounds)) { Goal = goal.ToString() };
        return row with { Met = goal.IsMetBy(row) };
    }

    private static void Check(QuorumVerdict verdict, string? decidedBy)
    {
        if (!verdict.Passed || (decidedBy is not null && verdict.DecidedBy != decidedBy))
        {
            throw new InvalidOperationException($"The quorum should have passed by the vote of {decidedBy ?? "any"}, and was decided by {verdict.DecidedBy}, passed: {verdict.Passed}.");
        }
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
