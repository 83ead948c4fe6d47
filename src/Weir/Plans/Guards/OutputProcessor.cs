namespace Weir;

internal sealed class OutputProcessor<TIn, TOut>(string name, Func<TOut, StepContext, ValueTask<TOut>> body)
    : StepPart<Review<TIn, TOut>>("output processor", name)
{
    protected override ValueTask<Review<TIn, TOut>> CallAsync(Review<TIn, TOut> value, StepContext context)
    {
        var call = body(value.Value, context);
        return call.IsCompletedSuccessfully ? new ValueTask<Review<TIn, TOut>>(value with { Value = call.Result }) : WaitAsync(call);
    }

    private static async ValueTask<Review<TIn, TOut>> WaitAsync(ValueTask<TOut> call) => new(await call.ConfigureAwait(false));
}
