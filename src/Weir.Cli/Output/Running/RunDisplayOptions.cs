using Spectre.Console;

namespace Weir.Cli.Output.Running;

/// <summary>What is shown, where and how.</summary>
internal sealed record RunDisplayOptions
{
    /// <summary>What runs.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>For whom; default people.</summary>
    public RunDisplayFormat Format { get; init; }

    /// <summary>The clock of the executor; default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A terminal that may move and colour its text; null: there is none. Default: standard output, if it is one.</summary>
    public IAnsiConsole? Terminal { get; init; } = StageProgress.IsWanted ? AnsiConsole.Console : null;

    /// <summary>Where plain text and JSON go; default standard output.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Hides secrets while the run goes on, and in the summary besides <see cref="RunSummary.Mask"/>; every text that is written goes through it. Default: there are none.</summary>
    public Func<string, string> Mask { get; init; } = static text => text;

    /// <summary>How many attempts a step has, by its name; a step that is not named here is shown without. Default none.</summary>
    public IReadOnlyDictionary<string, int> MaxAttempts { get; init; } = new Dictionary<string, int>();

    /// <summary>Hides what this and the summary of a run hide.</summary>
    public Func<string, string> MaskOf(RunSummary summary) => text => summary.Mask(Mask(text));
}
