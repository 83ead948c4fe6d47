namespace Weir;

/// <summary>A step that is a delegate to await.</summary>
internal sealed class DelegateStep<TIn, TOut>(string name, Func<TIn, StepContext, ValueTask<TOut>> body) : Step<TIn, TOut>
{
    public override string Name => name;

    /// <summary>The delegate, so that a plan can call it without the step.</summary>
    public Func<TIn, StepContext, ValueTask<TOut>> Body => body;

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context) => body(input, context);
}

/// <summary>A step that is a delegate with nothing to wait for.</summary>
internal sealed class FunctionStep<TIn, TOut>(string name, Func<TIn, TOut> body) : Step<TIn, TOut>
{
    public override string Name => name;

    /// <summary>The delegate, so that a plan can call it without the step.</summary>
    public Func<TIn, TOut> Body => body;

    /// <summary>It has no context to report anything by.</summary>
    public override Usage? Estimate => default(Usage);

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context) => new(body(input));
}
