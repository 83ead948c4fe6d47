using System.Diagnostics;
using System.Text.Json;

namespace Weir.Workloads.Execution;

/// <summary>A hundred thousand steps in a process where nothing is compiled yet, on a stack that has no room for growth.</summary>
internal static class DepthProbe
{
    public const string Argument = "--depth-probe";

    private const int StackBytes = 256 * 1024;

    public static int Run(TextWriter output)
    {
        ProbeTimes? times = null;
        Exception? error = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    times = Measure();
                }
                catch (Exception caught)
                {
                    error = caught;
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        if (error is not null)
        {
            Console.Error.WriteLine(error);
            return 1;
        }

        output.WriteLine(JsonSerializer.Serialize(times));
        return 0;
    }

    private static ProbeTimes Measure()
    {
        var executor = new Executor();
        var began = Stopwatch.GetTimestamp();
        var pipeline = Pipelines.Of(Steps.Repeat(Steps.WeirAddOne, DepthRows.Depth));
        var built = Stopwatch.GetTimestamp();
        Require(executor.InvokeAsync(pipeline, 1).AsTask().GetAwaiter().GetResult());
        var bare = Stopwatch.GetTimestamp();
        using (var run = executor.RunAsync(pipeline, 1).AsTask().GetAwaiter().GetResult())
        {
            Require(run.Output);
        }

        var recorded = Stopwatch.GetTimestamp();
        var later = Pipelines.Of(Steps.Repeat(Steps.WeirAddOneLater, DepthRows.Depth));
        var builtLater = Stopwatch.GetTimestamp();
        Require(executor.InvokeAsync(later, 1).AsTask().GetAwaiter().GetResult());
        var suspended = Stopwatch.GetTimestamp();
        return new ProbeTimes(Milliseconds(began, built), Milliseconds(built, bare), Milliseconds(bare, recorded), Milliseconds(builtLater, suspended));
    }

    private static double Milliseconds(long from, long to) => Math.Round(Stopwatch.GetElapsedTime(from, to).TotalMilliseconds, 2);

    private static void Require(int output)
    {
        if (output != DepthRows.Depth + 1)
        {
            throw new InvalidOperationException($"The deep pipeline gave {output}.");
        }
    }
}

/// <summary>What the parts of the probe took, in milliseconds.</summary>
internal sealed record ProbeTimes(double Build, double Bare, double Recorded, double Suspended);
