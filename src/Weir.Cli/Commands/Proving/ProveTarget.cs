using System.CommandLine;
using Weir.Cli.Output;
using Weir.Lab.Proving;
using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands.Proving;

/// <summary>The workflow file that <c>weir prove --workflow</c> measures.</summary>
internal static class ProveTarget
{
    /// <summary>Makes the request for a file.</summary>
    /// <returns>The request; null: the file cannot be measured, which has been said.</returns>
    public static async Task<(SuiteRequest? Request, int ExitCode)> ReadAsync(
        ParseResult parsed, string path, WorkflowBinding binding, WorkflowFileOptions allowed, OptimizationOptions options, bool isOneByOne, CancellationToken cancellationToken)
    {
        var (content, problem) = await SourceFile.ReadAsync(path, cancellationToken);
        if (content is null)
        {
            return (null, UsageError.Report(parsed, problem!));
        }

        var yaml = YamlReader.Read(content, path);
        if (SourceFile.IsContract(yaml))
        {
            return (null, UsageError.Report(parsed, $"'{path}' is a contract, and --workflow takes a workflow file."));
        }

        var reading = WorkflowFile.Read(yaml, path, allowed);
        var bound = reading.File?.Bind(binding);
        if (bound?.Workflow is not { } workflow)
        {
            return (null, UsageError.ReportFindings(parsed, [.. reading.Diagnostics, .. bound?.Diagnostics ?? []]));
        }

        UsageError.ShowFindings([.. reading.Diagnostics, .. bound.Diagnostics]);
        if (workflow.Approvals.Count > 0)
        {
            var step = workflow.Approvals[0].Step;
            return (null, UsageError.Report(parsed, $"The step '{step}' asks a person at every run; answer it with --answer {step}=VALUE."));
        }

        return (Request(path, () => reading.File!.Bind(binding).Workflow!, options, isOneByOne), ExitCode.Done);
    }

    private static SuiteRequest Request(string path, Func<BoundWorkflow> bind, OptimizationOptions options, bool isOneByOne) => new()
    {
        Metrics = [new MetricTask("workflow", null, new WorkflowWorkload("workflow", path, bind, options))],
        Layers = isOneByOne
            ? [.. SingleLayer.Of(options).Select(layer => new LayerTask(layer.Name, [new WorkflowWorkload($"{layer.Name} alone", path, bind, layer.Options)], []))]
            : [],
    };
}
