namespace Weir;

/// <summary>A way to call a step.</summary>
internal interface ICall<TIn, TOut>
{
    ValueTask<TOut> Invoke(TIn input, StepContext context);
}

internal readonly struct StepCallee<TIn, TOut>(Step<TIn, TOut> step) : ICall<TIn, TOut>
{
    public ValueTask<TOut> Invoke(TIn input, StepContext context) => step.RunAsync(input, context);
}

internal readonly struct DelegateCall<TIn, TOut>(Func<TIn, StepContext, ValueTask<TOut>> body) : ICall<TIn, TOut>
{
    public ValueTask<TOut> Invoke(TIn input, StepContext context) => body(input, context);
}

internal readonly struct FunctionCall<TIn, TOut>(Func<TIn, TOut> body) : ICall<TIn, TOut>
{
    public Func<TIn, TOut> Body => body;

    public ValueTask<TOut> Invoke(TIn input, StepContext context) => new(body(input));
}
