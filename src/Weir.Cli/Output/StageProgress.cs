using Spectre.Console;

namespace Weir.Cli.Output;

/// <summary>Progress on a terminal: a bar for each stage, filled as its steps end.</summary>
internal sealed class StageProgress : IProgress<RunEvent>
{
    private readonly Dictionary<string, ProgressTask> _bars;
    private readonly Dictionary<string, int> _failed = new(StringComparer.Ordinal);

    private StageProgress(ProgressContext context, Workflow workflow) => _bars = workflow.Stages.ToDictionary(
        stage => stage.Name, stage => context.AddTask(Markup.Escape(stage.Name), maxValue: stage.StepNames.Count), StringComparer.Ordinal);

    /// <summary>True on a terminal that may move and colour its text.</summary>
    public static bool IsWanted =>
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>Shows the stages of a workflow while it runs.</summary>
    public static Task<T> ShowAsync<T>(Workflow workflow, Func<IProgress<RunEvent>, Task<T>> work) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new StageProgress(context, workflow)));

    /// <inheritdoc/>
    public void Report(RunEvent value)
    {
        if (value is not StepEnded { Result: { Stage: { } stage } step } || !_bars.TryGetValue(stage, out var bar))
        {
            return;
        }

        bar.Increment(1);
        if (step.Status == StepStatus.Failed)
        {
            _failed[stage] = _failed.GetValueOrDefault(stage) + 1;
            bar.Description = $"{Markup.Escape(stage)} [red]{_failed[stage]} failed[/]";
        }
    }
}
