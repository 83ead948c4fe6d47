using Spectre.Console;

namespace Weir.Cli.Output.Running;

/// <summary>The signs of a display: of Unicode, or where that cannot be shown, of ASCII.</summary>
internal sealed record Glyphs
{
    public static readonly Glyphs Unicode = new();

    public static readonly Glyphs Ascii = new()
    {
        Spinner = "|/-\\",
        Waiting = ".",
        Completed = "+",
        Failed = "x",
        Skipped = "-",
        Cancelled = "!",
        Paused = "=",
        Bar = '#',
        Rest = "...",
    };

    public string Spinner { get; private init; } = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    public string Waiting { get; private init; } = "·";

    public string Completed { get; private init; } = "✓";

    public string Failed { get; private init; } = "✗";

    public string Skipped { get; private init; } = "–";

    public string Cancelled { get; private init; } = "⊘";

    public string Paused { get; private init; } = "‖";

    public char Bar { get; private init; } = '█';

    public string Rest { get; private init; } = "…";

    public static Glyphs For(IAnsiConsole terminal) => terminal.Profile.Capabilities.Unicode ? Unicode : Ascii;

    /// <summary>Those that the encoding of a writer has.</summary>
    public static Glyphs For(TextWriter writer) => writer.Encoding.GetByteCount("✓") > 1 ? Unicode : Ascii;

    public string Of(StepStatus? status) => status switch
    {
        null => Waiting,
        StepStatus.Completed => Completed,
        StepStatus.Failed => Failed,
        StepStatus.Skipped => Skipped,
        StepStatus.Cancelled => Cancelled,
        _ => Paused,
    };

    /// <summary>What turns while something runs.</summary>
    public string Turning(DateTimeOffset now) => Spinner[(int)(now.Ticks / Repainter.Period.Ticks % Spinner.Length)].ToString();

    public static Style StyleOf(StepStatus? status) => status switch
    {
        null => Styles.Faint,
        StepStatus.Completed => Styles.Good,
        StepStatus.Failed => Styles.Bad,
        StepStatus.Skipped => Styles.Faint,
        _ => Styles.Warning,
    };
}
