using System.Globalization;
using System.Text;

namespace Weir;

/// <summary>Draws a pipeline as a mermaid flow chart: steps are boxes, composites are frames around them.</summary>
internal sealed class MermaidText
{
    private readonly StringBuilder _text = new();
    private int _ids;

    public static string Of(PipelineDescriptor pipeline)
    {
        var chart = new MermaidText();
        chart._text.Append("flowchart TB\n");
        chart.Chain(pipeline.Steps, 1);
        return chart._text.ToString();
    }

    /// <summary>Draws steps one after the other.</summary>
    private void Chain(IReadOnlyList<StepDescriptor> steps, int depth)
    {
        string? before = null;
        foreach (var step in steps)
        {
            var id = Draw(step, depth);
            if (before is not null)
            {
                Line(depth, $"{before} --> {id}");
            }

            before = id;
        }
    }

    private string Draw(StepDescriptor step, int depth)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"s{_ids++}");
        var options = TreeText.Options(step);
        var kind = step.Kind == StepKind.Step ? "" : $" ({step.Kind.ToString().ToLowerInvariant()})";
        var label = Quoted(step.Name + kind + (options.Length == 0 ? "" : "\n" + options));
        if (step.Parts.Count == 0)
        {
            Line(depth, $"{id}[{label}]");
            return id;
        }

        // Mermaid stops to be a picture long before this depth, and the stack is not endless.
        if (depth > 50)
        {
            Line(depth, $"{id}[{label}]");
            return id;
        }

        Line(depth, $"subgraph {id} [{label}]");
        foreach (var part in step.Parts)
        {
            if (part.Name.Length == 0)
            {
                Chain(part.Steps, depth + 1);
                continue;
            }

            Line(depth + 1, string.Create(CultureInfo.InvariantCulture, $"subgraph p{_ids++} [{Quoted(part.Name)}]"));
            Chain(part.Steps, depth + 2);
            Line(depth + 1, "end");
        }

        Line(depth, "end");
        return id;
    }

    private void Line(int depth, string line) => _text.Append(' ', 2 * depth).Append(line).Append('\n');

    /// <summary>A label that mermaid cannot take for anything else.</summary>
    private static string Quoted(string label)
    {
        var text = new StringBuilder("\"");
        foreach (var character in label)
        {
            _ = character switch
            {
                '\n' => text.Append("<br/>"),
                '"' or '<' or '>' or '#' or '&' or '`' or '\\' => text.Append(CultureInfo.InvariantCulture, $"#{(int)character};"),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }
}
