using System.Globalization;
using System.Text;
using Weir.Workloads.Measuring;
using Weir.Yaml.Files;
using Weir.Yaml.StepTypes;

namespace Weir.Workloads.Workflows;

/// <summary>A workflow file of two hundred steps, from its bytes to the workflow that runs.</summary>
internal static class FileRows
{
    private const string Path = "two-hundred.yaml";
    private const int Stages = 10;
    private const int Width = 20;

    public static Row Make()
    {
        var content = Encoding.UTF8.GetBytes(Content());
        var options = new WorkflowFileOptions { Types = new StepTypeCatalog(StandardStepTypes.All) };
        if (WorkflowFile.Read(content, Path, options).File?.ToMermaid().Contains($"s{Stages - 1}-{Width - 1}", StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException("The file of two hundred steps is not read.");
        }

        return new Row("yaml-200-steps: read, check and bind", "ns/file", 1, new Goal { Value = 10_000_000 })
            .Add(
                Role.Weir,
                () => new ValueTask<WorkflowBindingResult>(WorkflowFile.Read(content, Path, options).File!.Bind(new WorkflowBinding())),
                static bound => bound is { Diagnostics.Count: 0, Workflow.Workflow: { Name: "two-hundred", Stages.Count: Stages } });
    }

    /// <summary>Every step queries what a step of the stage before gave.</summary>
    private static string Content()
    {
        var yaml = new StringBuilder("weir: 1\nname: two-hundred\ninputs:\n  city: { type: string, default: Madrid }\nstages:\n");
        for (var stage = 0; stage < Stages; stage++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - name: stage{stage}\n    parallel: 4\n    steps:\n");
            for (var step = 0; step < Width; step++)
            {
                var data = stage == 0 ? "${{ inputs.city }}" : $"${{{{ steps.s{stage - 1}-{step}.output }}}}";
                yaml.Append(CultureInfo.InvariantCulture, $"      - name: s{stage}-{step}\n        uses: json.query\n        with: {{ data: \"{data}\", query: $ }}\n        retry: {{ attempts: 3, delay: 10ms }}\n");
            }
        }

        return yaml.ToString();
    }
}
