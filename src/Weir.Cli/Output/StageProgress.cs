using Spectre.Console;
using Weir.Generation;

namespace Weir.Cli.Output;

/// <summary>Progress of a generation on a terminal: a bar for each stage, filled as its steps end.</summary>
internal sealed class StageProgress : IProgress<GenerationStep>
{
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _failed = new(StringComparer.Ordinal);
    private readonly ProgressContext _context;
    private readonly Func<string, int> _stepsOf;

    private StageProgress(ProgressContext context, Func<string, int> stepsOf)
    {
        _context = context;
        _stepsOf = stepsOf;
    }

    /// <summary>True on a terminal that may move and colour its text.</summary>
    public static bool IsWanted =>
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>Shows the stages of a generation while it goes on.</summary>
    /// <param name="stepsOf">How many steps a stage has over all contracts.</param>
    /// <param name="work">What is shown.</param>
    public static Task<T> ShowAsync<T>(Func<string, int> stepsOf, Func<IProgress<GenerationStep>, Task<T>> work) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new StageProgress(context, stepsOf)));

    /// <inheritdoc/>
    public void Report(GenerationStep value)
    {
        var stage = value.Stage;
        if (!_bars.TryGetValue(stage, out var bar))
        {
            _bars[stage] = bar = _context.AddTask(Markup.Escape(stage), maxValue: _stepsOf(stage));
        }

        bar.Increment(1);
        if (value.Status == StepStatus.Failed)
        {
            _failed[stage] = _failed.GetValueOrDefault(stage) + 1;
            bar.Description = $"{Markup.Escape(stage)} [red]{_failed[stage]} failed[/]";
        }
    }
}
