namespace Weir;

/// <summary>Starts pipelines.</summary>
public static class Pipeline
{
    /// <summary>Starts a pipeline that takes a <typeparamref name="TIn"/>.</summary>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <returns>A builder without steps.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public static PipelineBuilder<TIn, TIn> Create<TIn>(string name) => new(StepName.Require(name, "pipeline"));
}
