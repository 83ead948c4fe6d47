using Weir.Cli.Output.Running.Json;
using Weir.Cli.Output.Running.Live;

namespace Weir.Cli.Output.Running;

/// <summary>Makes the display of a run.</summary>
internal static class RunDisplay
{
    public static IRunDisplay Create(RunDisplayOptions options) => options switch
    {
        { Format: RunDisplayFormat.Json } => new JsonDisplay(options),
        { Format: RunDisplayFormat.JsonEvents } => new JsonEventDisplay(options),
        { Terminal: { } terminal } => new LiveDisplay(options, terminal),
        _ => new LineDisplay(options),
    };
}
