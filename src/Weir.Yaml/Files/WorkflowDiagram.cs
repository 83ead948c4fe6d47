using System.Globalization;
using System.Text;

namespace Weir.Yaml.Files;

/// <summary>Draws a workflow file as a graph: a box for each stage with its steps in it, an arrow from each step to those that need it.</summary>
internal static class WorkflowDiagram
{
    /// <summary>For mermaid; a step of a fan-out has a double frame, one with a condition a slanted one.</summary>
    public static string ToMermaid(WorkflowDocument document)
    {
        var text = new StringBuilder("flowchart LR\n");
        Write(document, text, static (stage, number) => $"  subgraph stage{number}[\"{stage.Name.Text}\"]\n", static (step, number) => $"    step{number}{Shape(step)}\n", "  end\n", static (from, to) => $"  step{from} --> step{to}\n");
        return text.ToString();
    }

    /// <summary>For Graphviz.</summary>
    public static string ToDot(WorkflowDocument document)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"digraph \"{document.Name.Text}\" {{\n  rankdir=LR;\n  node [shape=box];\n");
        Write(document, text, static (stage, number) => $"  subgraph cluster{number} {{\n    label=\"{stage.Name.Text}\";\n", static (step, number) => $"    step{number} [label=\"{step.Name.Text}\\n{step.Call.Uses.Text}\"{(step.ForEach is null ? "" : ", peripheries=2")}{(step.If is null ? "" : ", style=dashed")}];\n", "  }\n", static (from, to) => $"  step{from} -> step{to};\n");
        return text.Append("}\n").ToString();
    }

    private static void Write(
        WorkflowDocument document,
        StringBuilder text,
        Func<StageDocument, int, string> stageOf,
        Func<StepDocument, int, string> stepOf,
        string end,
        Func<int, int, string> arrowOf)
    {
        var numbers = document.Steps.Select(static (step, number) => (step.Name.Text, number)).ToDictionary(StringComparer.Ordinal);
        foreach (var (number, stage) in document.Stages.Index())
        {
            text.Append(stageOf(stage, number));
            foreach (var step in stage.Steps)
            {
                text.Append(stepOf(step, numbers[step.Name.Text]));
            }

            text.Append(end);
        }

        foreach (var step in document.Steps)
        {
            foreach (var need in StepGraph.NeedsOf(step))
            {
                text.Append(arrowOf(numbers[need], numbers[step.Name.Text]));
            }
        }
    }

    private static string Shape(StepDocument step)
    {
        var label = $"\"{step.Name.Text}<br/>{step.Call.Uses.Text}\"";
        return step.ForEach is not null ? $"[[{label}]]" : step.If is not null ? $"[/{label}/]" : $"[{label}]";
    }
}
