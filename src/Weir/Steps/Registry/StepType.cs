namespace Weir;

/// <summary>A kind of step that workflow files use by its name. Derive from it to add your own; an instance is shared by all steps and runs.</summary>
public abstract class StepType
{
    /// <summary>Describes the type.</summary>
    /// <param name="name">The name that <c>uses</c> gives, such as <c>file.read</c>.</param>
    /// <param name="description">What it does: one sentence, which editors show.</param>
    /// <param name="parameters">What it can be given, required ones first.</param>
    /// <exception cref="ArgumentException">A name or text is empty, or two parameters have one name.</exception>
    protected StepType(string name, string description, params ReadOnlySpan<StepParameter> parameters)
    {
        Name = Require.Text(name, nameof(name));
        Description = Require.Text(description, nameof(description));
        Parameters = [.. parameters];
        if (Parameters.GroupBy(static parameter => parameter.Name).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The step type '{name}' has two parameters named '{twice.Key}'.", nameof(parameters));
        }
    }

    /// <summary>The name that <c>uses</c> gives.</summary>
    public string Name { get; }

    /// <summary>What it does: one sentence, which editors show.</summary>
    public string Description { get; }

    /// <summary>What it can be given, required ones first.</summary>
    public IReadOnlyList<StepParameter> Parameters { get; }

    /// <summary>Whether it blocks its thread while it runs, so that it needs one of its own; default false.</summary>
    public virtual bool IsBlocking => false;

    /// <summary>Whether its calls use tokens or money, of which nobody knows before how much; default false. Under a budget such a call reserves all that is left.</summary>
    public virtual bool IsMetered => false;

    /// <summary>What it gives.</summary>
    /// <param name="given">The names of the parameters that a step has.</param>
    /// <returns>The shape; default: nothing is known.</returns>
    public virtual ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.Any;

    /// <summary>What is wrong with values that stand in the file as they are, beyond shapes and words; one sentence each, with the parameter.</summary>
    /// <param name="literals">The parameters whose values are no expressions.</param>
    /// <returns>The findings; default: none.</returns>
    public virtual IEnumerable<(string Parameter, string Message)> Check(IReadOnlyDictionary<string, object?> literals) => [];

    /// <summary>What is wrong with which parameters a step has, whatever their values: two that exclude each other, none of two. One sentence each, with a parameter.</summary>
    /// <param name="given">The names of the parameters that a step has.</param>
    /// <returns>The findings; default: none. That required ones are there is checked without it.</returns>
    public virtual IEnumerable<(string Parameter, string Message)> CheckGiven(IReadOnlySet<string> given) => [];

    /// <summary>Does the work.</summary>
    /// <param name="arguments">What the step was given, with expressions evaluated and permissions checked.</param>
    /// <param name="context">The surroundings of the call.</param>
    /// <returns>One of the values of <see cref="StepValues"/>.</returns>
    public abstract ValueTask<object?> RunAsync(StepArguments arguments, StepContext context);
}
