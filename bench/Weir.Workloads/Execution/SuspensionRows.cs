using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Execution.Peers;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>Steps that give their thread back.</summary>
internal static class SuspensionRows
{
    public static IEnumerable<Row> All(Executor executor)
    {
        yield return OneOfTen(executor);
        yield return OneOfTenRecorded(executor);
        yield return Guarded(executor);
    }

    private static Row OneOfTen(Executor executor)
    {
        var pipeline = Pipelines.TenWithOneLater();
        var loop = new DelegateLoop(Steps.TenWithOneLater());
        return new Row("step-async", "ns/run", 1, new Goal { Ratio = 1.1, BytesOver = 0 }) { Suspends = true }
            .Add(Role.Weir, () => executor.InvokeAsync(pipeline, 1), Checks.Gives(11))
            .AddFloor(() => loop.RunAsync(1), Checks.Gives(11))
            .Add(Role.Reference, () => Steps.AddOneLater(1, null!, default), Checks.Gives(2), "the suspending step alone");
    }

    private static Row OneOfTenRecorded(Executor executor)
    {
        var pipeline = Pipelines.TenWithOneLater();
        var loop = new RecordedLoop(Steps.TenWithOneLater());
        return new Row("step-async-recorded", "ns/run", 1, Goal: null) { Suspends = true }
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1), Checks.RunGives(11))
            .AddFloor(() => loop.RunAsync(1), Checks.Gives(11));
    }

    private static Row Guarded(Executor executor)
    {
        var pipeline = Pipelines.Guarded(3, Steps.WeirAddOneLater);
        var guard = new HandGuard(Steps.AddOneLater, maxAttempts: 3, TimeSpan.FromSeconds(30), Steps.Positive);
        var polly = new PollyGuard(static async (x, _) =>
        {
            await Task.Yield();
            return x + 1;
        });
        return new Row("step-async-guarded", "ns/run", 1, new Goal { Ratio = 1.0, TimesPolly = 3 }) { Suspends = true }
            .Add(Role.Weir, () => executor.InvokeAsync(pipeline, 1), Checks.Gives(2))
            .AddFloor(() => guard.RunAsync(1), Checks.Gives(2))
            .Add(Role.Peer, () => polly.RunAsync(1, calls: 1), Checks.Gives(2), PollyGuard.Name);
    }
}
