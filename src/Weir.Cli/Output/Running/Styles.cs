using Spectre.Console;

namespace Weir.Cli.Output.Running;

/// <summary>The colours of a display; a terminal without colours shows the text alone.</summary>
internal static class Styles
{
    public static readonly Style Plain = Style.Plain;

    public static readonly Style Title = new(decoration: Decoration.Bold);

    public static readonly Style Faint = new(Color.Grey);

    public static readonly Style Good = new(Color.Green);

    public static readonly Style Bad = new(Color.Red);

    public static readonly Style Warning = new(Color.Yellow);

    public static readonly Style Active = new(Color.Blue);
}
