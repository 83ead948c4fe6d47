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
        var hash = new StructureHash();
        hash.Add(Name, Input, Output, State ?? "");
        hash.AddSteps(Steps);
        return hash.ToString();
    }
}
