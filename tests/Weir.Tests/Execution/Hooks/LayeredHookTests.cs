using System.Collections.Concurrent;
using Weir.Tests.Layers;

namespace Weir.Tests.Execution.Hooks;

public class LayeredHookTests
{
    private readonly ConcurrentQueue<string> _told = new();

    [Theory]
    [InlineData(LayerScope.Run, 1)]
    [InlineData(LayerScope.Run, 2)]
    [InlineData(LayerScope.Step, 1)]
    [InlineData(LayerScope.Step, 2)]
    [InlineData(LayerScope.Attempt, 2)]
    public async Task RunAsync_OfStepsInLayers_TellsAsWithoutLayers(LayerScope scope, int steps)
    {
        var options = new RunOptions { Hooks = [new TellingHook("h", _told)] };
        using var plain = await Some.RunAsync(Steps(steps).Build(), 1, options);
        var expected = _told.ToArray();
        Assert.Equal(2 + (2 * steps), expected.Length);
        _told.Clear();
        using var run = await Some.RunAsync(Steps(steps).AddLayer(new PassLayer(scope, waits: true)).Build(), 1, options);
        run.ShouldSucceed();
        Assert.Equal(expected, _told);
    }

    [Theory]
    [InlineData(LayerScope.Run, 1)]
    [InlineData(LayerScope.Run, 2)]
    [InlineData(LayerScope.Step, 2)]
    public async Task RunAsync_WhenAHookAbortsInsideALayer_FailsTheRun(LayerScope scope, int steps)
    {
        var ends = new TellingHook("ends", _told, static (point, path, _) => point == HookPoint.BeforeStep && path == "numbers/s1" ? throw new RunAbortedException("enough") : default);
        using var run = await Some.RunAsync(Steps(steps).AddLayer(new PassLayer(scope)).Build(), 1, new RunOptions { Hooks = [ends] });
        Assert.Equal("enough", run.Error!.Message);
        Assert.Contains("ends AfterStep numbers/s1 Failed", _told);
        Assert.DoesNotContain(_told, static line => line.Contains("/s2", StringComparison.Ordinal));
    }

    private static PipelineBuilder<int, int> Steps(int count) => Enumerable.Range(2, count - 1)
        .Aggregate(Pipeline.Create<int>("numbers").Then(Some.Step("s1")), static (all, i) => all.Then(Some.Step($"s{i}")));
}
