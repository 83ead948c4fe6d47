namespace Weir;

/// <summary>Looks at what a step gave and decides what becomes of it. Those of a step are asked from the highest priority down, after its validators.</summary>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <typeparam name="TOut">What the step gives.</typeparam>
public abstract class StepPlugin<TIn, TOut>
{
    /// <summary>The name in feedback and errors; default: the name of the type, without its arity.</summary>
    public virtual string Name => StepName.OfType(GetType());

    /// <summary>Its place in the order: the highest is asked first, equal ones in the order of adding; default 0.</summary>
    public virtual int Priority => 0;

    /// <summary>Decides about one value.</summary>
    /// <param name="output">What the step gave, as the plugins before left it.</param>
    /// <param name="context">The surroundings of the call of the step.</param>
    /// <returns>The verdict.</returns>
    public abstract ValueTask<PluginVerdict<TIn, TOut>> ReviewAsync(TOut output, StepContext context);
}
