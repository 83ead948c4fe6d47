namespace Weir;

/// <summary>One unit of work: takes a value, gives a value.</summary>
/// <remarks>
/// A step holds no state of a run: one instance serves many runs at once. What it throws becomes the failure of the
/// step in the <see cref="Run"/>; it reaches the caller of the executor only where nothing is recorded, by <c>InvokeAsync</c>.
/// </remarks>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <typeparam name="TOut">What the step gives.</typeparam>
public abstract class Step<TIn, TOut>
{
    /// <summary>The name of the step in paths, results and events; default: the name of the type, without its arity.</summary>
    public virtual string Name => StepName.OfType(GetType());

    /// <summary>The most that one attempt uses, for budgets; default null: not known. What is said where the step is put into a pipeline goes before.</summary>
    public virtual Usage? Estimate => null;

    /// <summary>The step that an attempt calls instead of this one, because a check said so: counted as this one is.</summary>
    internal virtual Step<TIn, TOut> Redirect(Step<TIn, TOut> target) => target;

    /// <summary>The step as the user made it, without what Weir put around it.</summary>
    internal virtual Step<TIn, TOut> AsMade => this;

    /// <summary>What it takes from the services of each run; null: it is a step by itself.</summary>
    internal virtual Type? Service => null;

    /// <summary>Whether it is a whole pipeline.</summary>
    internal virtual bool IsPipeline => false;

    /// <summary>What a node asks its pipeline to put around it; null: nothing. Read when a pipeline is built.</summary>
    internal virtual NodeTraits<TIn>? Traits => null;

    /// <summary>Does the work once.</summary>
    /// <param name="input">The value to work on.</param>
    /// <param name="context">The surroundings of this call; not valid after it.</param>
    /// <returns>The value that the step makes.</returns>
    public abstract ValueTask<TOut> RunAsync(TIn input, StepContext context);
}
