using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Execution.Peers;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>Retry, time-out and validator on every one of ten steps, none of which has anything to do.</summary>
internal static class GuardRows
{
    public static IEnumerable<Row> All(Executor executor)
    {
        yield return Guarded(executor);
        yield return ReadsToken(executor);
    }

    private static Row Guarded(Executor executor)
    {
        var guarded = Pipelines.Guarded(3, Steps.Repeat(Steps.WeirAddOne, 10));
        var recorded = Pipelines.Ten();
        var polly = new PollyGuard(static (x, _) => new ValueTask<int>(x + 1));
        return new Row("pipeline-10-guarded", "ns/step", 10, new Goal { Over = 20, BytesOver = 0, TimesPolly = 4 })
            .Add(Role.Weir, () => executor.RunAsync(guarded, 1), Checks.RunGives(11))
            .Add(Role.Reference, () => executor.RunAsync(recorded, 1), Checks.RunGives(11), "pipeline-10-recorded")
            .Add(Role.Peer, () => polly.RunAsync(1, calls: 10), Checks.Gives(11), PollyGuard.Name);
    }

    private static Row ReadsToken(Executor executor)
    {
        var guarded = Pipelines.Guarded(3, Steps.Repeat(Steps.WeirReadToken, 10));
        var recorded = Pipelines.Of(Steps.Repeat(Steps.WeirReadToken, 10));
        var polly = new PollyGuard(static (x, token) => new ValueTask<int>(token.IsCancellationRequested ? 0 : x + 1));
        return new Row("pipeline-10-guarded-token", "ns/step", 10, new Goal { Over = 70, BytesOver = 0 })
            .Add(Role.Weir, () => executor.RunAsync(guarded, 1), Checks.RunGives(11))
            .Add(Role.Reference, () => executor.RunAsync(recorded, 1), Checks.RunGives(11), "pipeline-10-recorded, token read")
            .Add(Role.Peer, () => polly.RunAsync(1, calls: 10), Checks.Gives(11), PollyGuard.Name);
    }
}
