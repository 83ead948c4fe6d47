namespace Weir.Workloads.Execution;

/// <summary>Whether a call gave what it should, the same for Weir and the floors. A run is given back by being looked at.</summary>
internal static class Checks
{
    public static Func<int, bool> Gives(int expected) => value => value == expected;

    public static Func<double, bool> Gives(double expected) => value => value.Equals(expected);

    public static Func<Run<int>, bool> RunGives(int expected) => run =>
    {
        using (run)
        {
            return run.Status == RunStatus.Completed && run.Output == expected;
        }
    };

    public static readonly Func<Run<int>, bool> RunFails = static run =>
    {
        using (run)
        {
            return run.Status == RunStatus.Failed;
        }
    };

    public static readonly Func<Run<int>, bool> RunThrew = static run =>
    {
        using (run)
        {
            return run.Status == RunStatus.Failed && run.Error is InvalidOperationException;
        }
    };
}
