using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Execution.Peers;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>Single steps that fail, by value or by throwing.</summary>
internal static class FailureRows
{
    public static IEnumerable<Row> All(Executor executor)
    {
        yield return Fails(executor);
        yield return FallsBack(executor);
        yield return Throws("step-throws", executor, Steps.WeirThrow, Steps.Throw);
        yield return Throws("step-throws: in a task", executor, Steps.WeirThrowInTask, Steps.ThrowInTask);
        yield return ThrowsGuarded(executor);
    }

    private static Row Fails(Executor executor)
    {
        var pipeline = Pipelines.Of(Steps.WeirFail);
        var loop = new FailingLoop([Steps.Fail]);
        return AddRecorded(executor, new Row("step-fails", "ns/run", 1, new Goal { Over = 100 }))
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1), Checks.RunFails)
            .AddFloor(() => loop.RunAsync(1), value => value == 0 && loop.Failure is not null);
    }

    private static Row FallsBack(Executor executor)
    {
        var pipeline = Pipelines.FallingBack();
        var loop = new FailingLoop([Steps.Fail], Steps.AddOne);
        var polly = new PollyFallback();
        return AddRecorded(executor, new Row("step-falls-back", "ns/run", 1, new Goal { Over = 100 }))
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1), Checks.RunGives(2))
            .AddFloor(() => loop.RunAsync(1), value => value == 2 && loop.Failure is null)
            .Add(Role.Peer, polly.RunAsync, Checks.Gives(2), PollyFallback.Name);
    }

    private static Row Throws(
        string name, Executor executor, Func<int, StepContext, ValueTask<int>> weir, Func<int, Ctx, CancellationToken, ValueTask<int>> step)
    {
        var pipeline = Pipelines.Of(weir);
        var hand = new HandCatch(step);
        return new Row(name, "ns/run", 1, new Goal { Ratio = 1.1 })
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1), Checks.RunThrew)
            .AddFloor(() => hand.RunAsync(1), value => value == 0 && hand.Error is InvalidOperationException);
    }

    private static Row ThrowsGuarded(Executor executor)
    {
        var pipeline = Pipelines.Guarded(1, Steps.WeirThrow);
        var guard = new HandGuard(Steps.Throw, maxAttempts: 1, TimeSpan.FromSeconds(30), Steps.Positive);
        return new Row("step-throws-guarded", "ns/run", 1, new Goal { Ratio = 1.2 })
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1), Checks.RunThrew)
            .AddFloor(() => guard.RunAsync(1), value => value == 0 && guard.Error is InvalidOperationException);
    }

    // The same single step where it does not fail.
    private static Row AddRecorded(Executor executor, Row row)
    {
        var pipeline = Pipelines.Of(Steps.WeirAddOne);
        return row.Add(Role.Reference, () => executor.RunAsync(pipeline, 1), Checks.RunGives(2), "one step, recorded");
    }
}
