using Weir.Cli.Commands;
using Weir.Yaml.Files;

namespace Weir.Cli.Output.Running;

/// <summary>Chooses how a run is shown.</summary>
internal static class RunDisplays
{
    public static IRunDisplay Of(BoundWorkflow workflow, RunRequest request) => request.IsForMachines
        ? new JsonDisplay(Console.Out, request.AsJsonEvents)
        : new LineDisplay(Console.Out, workflow.Secrets.Apply);
}
