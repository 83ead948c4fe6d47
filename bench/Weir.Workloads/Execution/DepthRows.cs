using Weir.Workloads.Execution.Floors;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>A pipeline of a hundred thousand steps.</summary>
internal static class DepthRows
{
    public const int Depth = 100_000;

    public static IEnumerable<Row> All(Executor executor)
    {
        var pipeline = Pipelines.Of(Steps.Repeat(Steps.WeirAddOne, Depth));
        var loop = new DelegateLoop(Steps.Repeat(Steps.AddOne, Depth));
        var recorded = new RecordedLoop(Steps.Repeat(Steps.AddOne, Depth));
        yield return new Row("depth-100000: warm", "ns/step", Depth, Goal: null)
            .Add(Role.Weir, () => executor.InvokeAsync(pipeline, 1), Checks.Gives(Depth + 1))
            .AddFloor(() => loop.RunAsync(1), Checks.Gives(Depth + 1));
        yield return new Row("depth-100000-recorded: warm", "ns/step", Depth, Goal: null)
            .Add(Role.Weir, () => executor.RunAsync(pipeline, 1), Checks.RunGives(Depth + 1))
            .AddFloor(() => recorded.RunAsync(1), Checks.Gives(Depth + 1));
    }
}
