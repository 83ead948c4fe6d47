using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>Ten steps that complete at once.</summary>
internal static class PipelineRows
{
    private static readonly Goal Bare = new() { Ratio = 1.2, Bytes = 0 };

    public static IEnumerable<Row> All(Executor executor)
    {
        yield return Plain(executor);
        yield return OfTheirOwn(executor);
        yield return Mixed(executor);
        yield return Classes(executor);
        yield return Recorded(executor);
    }

    private static Row Plain(Executor executor)
    {
        var pipeline = Pipelines.Ten();
        var loop = new DelegateLoop(Steps.Repeat(Steps.AddOne, 10));
        var asyncLoop = new AsyncDelegateLoop(Steps.Repeat(Steps.AddOne, 10));
        return new Row("pipeline-10", "ns/step", 10, Bare)
            .Add(Role.Weir, () => executor.InvokeAsync(pipeline, 1), Checks.Gives(11))
            .AddFloor(() => loop.RunAsync(1), Checks.Gives(11))
            .Add(Role.Peer, () => asyncLoop.RunAsync(1), Checks.Gives(11), AsyncDelegateLoop.Name);
    }

    private static Row OfTheirOwn(Executor executor)
    {
        var pipeline = Pipelines.Of(Steps.WeirTenOfTheirOwn());
        var loop = new DelegateLoop(Steps.TenOfTheirOwn());
        var asyncLoop = new AsyncDelegateLoop(Steps.TenOfTheirOwn());
        return new Row("pipeline-10-delegates: ten bodies", "ns/step", 10, Bare)
            .Add(Role.Weir, () => executor.InvokeAsync(pipeline, 1), Checks.Gives(56))
            .AddFloor(() => loop.RunAsync(1), Checks.Gives(56))
            .Add(Role.Peer, () => asyncLoop.RunAsync(1), Checks.Gives(56), AsyncDelegateLoop.Name);
    }

    private static Row Mixed(Executor executor)
    {
        var pipeline = MixedBodies.ToPipeline();
        var straight = new StraightMixed(new MixedSteps());
        return new Row("pipeline-10-mixed", "ns/step", 10, Bare)
            .Add(Role.Weir, () => executor.InvokeAsync(pipeline, 1), Checks.Gives(MixedBodies.Result))
            .AddFloor(() => straight.RunAsync(1), Checks.Gives(MixedBodies.Result))
            .Add(Role.Peer, () => straight.AwaitEachAsync(1), Checks.Gives(MixedBodies.Result), "floor with plain awaits");
    }

    private static Row Classes(Executor executor)
    {
        var steps = StepClasses.Make();
        var pipeline = Pipelines.Of(steps);
        var straight = new StraightClasses(steps);
        return new Row("pipeline-10-classes", "ns/step", 10, Bare)
            .Add(Role.Weir, () => executor.InvokeAsync(pipeline, 1), Checks.Gives(56))
            .AddFloor(() => straight.RunAsync(1, null!), Checks.Gives(56))
            .Add(Role.Peer, () => straight.AwaitEachAsync(1, null!), Checks.Gives(56), "floor with plain awaits");
    }

    private static Row Recorded(Executor executor)
    {
        var pipeline = Pipelines.Ten();
        var loop = new RecordedLoop(Steps.Repeat(Steps.AddOne, 10));
        return new Row("pipeline-10-recorded", "ns/step", 10, new Goal { Ratio = 1.15, Bytes = 64 })
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1), Checks.RunGives(11))
            .AddFloor(() => loop.RunAsync(1), Checks.Gives(11));
    }
}
