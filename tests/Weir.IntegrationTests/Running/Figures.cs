namespace Weir.IntegrationTests.Running;

using Weir.Cli.Output.Running;

/// <summary>What a run of <see cref="ReportWorkflow"/> could have measured.</summary>
internal static class Figures
{
    public static readonly RunFigures Some = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(3.5), 0.875, 2, TimeSpan.FromSeconds(6))
    {
        Waiting = TimeSpan.FromSeconds(5.75),
        LowerBound = TimeSpan.FromSeconds(3.5),
        CriticalSteps = ["report/fetch/page", "report/write/broken"],
    };
}
