using System.Globalization;

namespace Weir;

/// <summary>A step as a builder holds it: enough to make its node, and to describe it. Immutable.</summary>
internal abstract class StepSpec(string name) : NodeSource(name)
{
    /// <param name="parent">What it stands in.</param>
    public abstract StepDescriptor Describe(StepAddress parent);

    /// <summary>Refuses what cannot work in the pipeline.</summary>
    /// <exception cref="InvalidOperationException">The step does not fit the state.</exception>
    public virtual void Check(string pipeline, StatePlan? state)
    {
    }

    /// <summary>The pipelines inside.</summary>
    public virtual IEnumerable<IPipeline> Pipelines => [];

    /// <summary>The types of what a journal keeps of the step itself; what is inside keeps its own.</summary>
    public virtual IEnumerable<Type> KeptTypes => [];

    /// <summary>The type of the answer that it waits for; null: it is no pause.</summary>
    public virtual Type? AnswerType => null;

    /// <summary>Whether it makes the changes of branches to the state again.</summary>
    public virtual bool ReplaysState => false;

    /// <summary>Whether something was said about optimizations, for it or for a pipeline inside it.</summary>
    public virtual bool HasOptimizations => Pipelines.Any(static pipeline => pipeline.HasOptimizations);

    /// <summary>Whether it may pause.</summary>
    public virtual bool MayPause => Pipelines.Any(static pipeline => pipeline.MayPause);

    /// <summary>What the step takes from the services of a run; what is inside takes its own.</summary>
    public virtual IEnumerable<Type> Services => [];

    /// <summary>The names of the calls of the step itself of which nobody said how much they use.</summary>
    public virtual IEnumerable<string> Unestimated => [];

    /// <summary>The same in a pipeline with layers, as far as they are for single steps.</summary>
    public virtual StepSpec Under(LayerStack layers) => this;

    protected static KeyValuePair<string, string> Option(string name, object value, string unit = "") =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{value} {unit}").TrimEnd());

    /// <summary>A limit that was given; what follows from the machine is no part of a description.</summary>
    protected static IEnumerable<KeyValuePair<string, string>> AtMost(int? limit, string unit) =>
        limit is { } given ? [Option("at most", given, unit)] : [];

    /// <summary>The part of a composite that a pipeline is.</summary>
    protected static StepPartDescriptor DescribePart<TIn, TOut>(string name, Pipeline<TIn, TOut> pipeline, StepAddress address) =>
        new(name, () => DescribeAll(pipeline.Steps, address));

    protected static IReadOnlyList<StepDescriptor> DescribeAll(IReadOnlyList<StepSpec> steps, StepAddress parent) =>
        [.. steps.Select(step => step.Describe(parent))];
}
