using System.Security.Cryptography;
using System.Text;

namespace Weir;

/// <summary>A pipeline as it was built: what is drawn, compared and tuned.</summary>
public sealed class PipelineDescriptor
{
    internal PipelineDescriptor(string name, string input, string output, string? state, string? stateFork, IReadOnlyList<StepDescriptor> steps)
    {
        Name = name;
        Input = input;
        Output = output;
        State = state;
        StateFork = stateFork;
        Steps = steps;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The type that it takes, as in C#.</summary>
    public string Input { get; }

    /// <summary>The type that it gives, as in C#.</summary>
    public string Output { get; }

    /// <summary>The type of its state; null: it has none.</summary>
    public string? State { get; }

    /// <summary>How branches get a state of their own, such as <c>shared: the type is immutable</c>; null: it has none.</summary>
    public string? StateFork { get; }

    /// <summary>Its steps, in the order in which they run.</summary>
    public IReadOnlyList<StepDescriptor> Steps { get; }

    /// <summary>
    /// The SHA-256 of its structure in hexadecimal: names, kinds and types, in order and depth. Two builds of the same code
    /// have the same; how steps are run (attempts, time-outs, limits) is no part of it, so that tuning leaves it as it is.
    /// </summary>
    public string DefinitionHash => field ??= Hash();

    /// <summary>The pipeline as a tree of text.</summary>
    /// <returns>One line for each step.</returns>
    public override string ToString() => TreeText.Of(this);

    /// <summary>The pipeline as a mermaid flow chart.</summary>
    /// <returns>The text of the chart.</returns>
    public string ToMermaid() => MermaidText.Of(this);

    private string Hash()
    {
        var text = new StringBuilder();
        Write(text, Name, Input, Output, State ?? "");
        var open = new Stack<object>([Steps]);
        while (open.TryPop(out var next))
        {
            switch (next)
            {
                case IReadOnlyList<StepDescriptor> steps:
                    Write(text, "steps", steps.Count);
                    PushAll(open, steps);
                    break;
                case StepDescriptor step:
                    Write(text, step.Kind, step.Name, step.Input, step.Output, step.Parts.Count);
                    PushAll(open, step.Parts);
                    break;
                case StepPartDescriptor part:
                    Write(text, part.Name);
                    open.Push(part.Steps);
                    break;
                default:
                    break;
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void PushAll(Stack<object> open, IReadOnlyList<object> items)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            open.Push(items[i]);
        }
    }

    // Every value with its length, so that no two structures write the same text.
    private static void Write(StringBuilder text, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            var word = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{word.Length}:{word};");
        }
    }
}
