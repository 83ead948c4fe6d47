using System.Text;

namespace Weir;

/// <summary>Draws a pipeline with lines and names.</summary>
internal static class TreeText
{
    // Three characters each; what is deeper than this is left out, and said to be.
    private const int MaxIndent = 3 * 60;

    public static string Of(PipelineDescriptor pipeline)
    {
        var text = new StringBuilder();
        text.Append(pipeline.Name).Append(": ").Append(pipeline.Input).Append(" → ").Append(pipeline.Output);
        if (pipeline.State is { } state)
        {
            text.Append("  {state: ").Append(state).Append(", ").Append(pipeline.StateFork).Append('}');
        }

        text.Append('\n');

        // Pipelines may be nested deeper than a stack is high.
        var open = new Stack<(string Indent, bool IsLast, object Item)>();
        Push(open, "", pipeline.Steps);
        while (open.TryPop(out var next))
        {
            var (indent, isLast, item) = next;
            text.Append(indent).Append(isLast ? "└─ " : "├─ ");
            if (indent.Length >= MaxIndent)
            {
                text.Append("…\n");
                continue;
            }

            var inner = indent + (isLast ? "   " : "│  ");
            if (item is StepDescriptor step)
            {
                text.Append(Line(step));
                Push(open, inner, Items(step));
            }
            else if (item is StepPartDescriptor part)
            {
                text.Append(part.Name);
                Push(open, inner, part.Steps);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    public static string Options(StepDescriptor step) =>
        string.Join(", ", step.Options.Select(static option => option.Value.Length == 0 ? option.Key : $"{option.Key}: {option.Value}"));

    private static string Line(StepDescriptor step)
    {
        var kind = step.Kind == StepKind.Step ? "" : $" ({step.Kind.ToString().ToLowerInvariant()})";
        var options = step.Options.Count == 0 ? "" : $"  [{Options(step)}]";
        return $"{step.Name}{kind}: {step.Input} → {step.Output}{options}";
    }

    /// <summary>What is inside: a part without a name is not shown, but its steps are.</summary>
    private static object[] Items(StepDescriptor step) =>
        [.. step.Parts.SelectMany(static part => part.Name.Length == 0 ? (IEnumerable<object>)part.Steps : [part])];

    private static void Push(Stack<(string, bool, object)> open, string indent, IReadOnlyList<object> items)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            open.Push((indent, i == items.Count - 1, items[i]));
        }
    }
}
