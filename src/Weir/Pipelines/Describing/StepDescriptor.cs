namespace Weir;

/// <summary>One step of a pipeline as it was built.</summary>
public sealed record StepDescriptor
{
    private readonly StepAddress _address;

    internal StepDescriptor(StepAddress address, StepKind kind, Type input, Type output)
    {
        _address = address;
        Kind = kind;
        Input = TypeName.Of(input);
        Output = TypeName.Of(output);
    }

    /// <summary>The address, with <c>#</c> where the turn of a loop stands and <c>[]</c> where the index of an item does.</summary>
    public string Path => _address.ToString();

    /// <summary>The name.</summary>
    public string Name => _address.Name;

    /// <summary>What it is.</summary>
    public StepKind Kind { get; internal init; }

    /// <summary>The type that it takes, as in C#.</summary>
    public string Input { get; }

    /// <summary>The type that it gives, as in C#.</summary>
    public string Output { get; }

    /// <summary>How it is run, where that was said: name and value, such as <c>attempts</c> and <c>3</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; internal init; } = [];

    /// <summary>What a tuner may turn.</summary>
    public IReadOnlyList<Knob> Knobs { get; internal init; } = [];

    /// <summary>What is inside: one part for a pipeline, a loop and a map, one for each branch, before them the router of a route; empty for a unit of work.</summary>
    public IReadOnlyList<StepPartDescriptor> Parts { get; internal init; } = [];
}
