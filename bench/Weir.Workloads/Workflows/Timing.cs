using System.Diagnostics;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Workflows;

/// <summary>Times of work that takes so long that one call is one round.</summary>
internal static class Timing
{
    /// <summary>How many milliseconds a call takes by hand; throws where not all its steps ended.</summary>
    public static async Task<double> OfAsync(Func<Task<int>> work, int steps)
    {
        var began = Stopwatch.GetTimestamp();
        var count = await work();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return count == steps ? took : throw new InvalidOperationException($"{count} of {steps} steps ended.");
    }

    /// <summary>How many milliseconds a run takes for its caller, and how long each of its steps was; throws where one did not complete.</summary>
    public static async Task<(double Wall, double[] Steps)> OfAsync(Executor executor, Workflow workflow)
    {
        var began = Stopwatch.GetTimestamp();
        using var run = await executor.RunAsync(workflow);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        run.ThrowIfFailed();
        return (took, [.. run.Steps.Select(static step => step.Duration.TotalMilliseconds)]);
    }

    public static double Median(IEnumerable<double> values) => Math.Round(Estimate.Median([.. values.Order()]), 3);
}
