namespace Weir;

/// <summary>A call as layers see it: of a step, or of a step with layers around it. Failures are values here.</summary>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <typeparam name="TOut">What the step gives.</typeparam>
public abstract class StepCall<TIn, TOut>
{
    /// <summary>Makes the call. Calls of different runs may be under way at the same time.</summary>
    /// <param name="input">The value for the step.</param>
    /// <param name="context">The surroundings of this call; for one flow, so one call at a time.</param>
    /// <returns>What came of it. It is awaited once, and does not throw.</returns>
    public abstract ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context);

    /// <summary>The leaf of a plan that makes this call, and has nothing else to do.</summary>
    /// <param name="name">The name of the step.</param>
    /// <param name="slot">Where a frame keeps a call that waits.</param>
    internal virtual LeafNode<TIn, TOut> ToLeaf(string name, int slot) => new CallNode<TIn, TOut, LayeredCall<TIn, TOut>>(name, new(this), slot);
}
