namespace Weir;

internal sealed class OutputProcessor<TIn, TOut>(string name, Func<TOut, StepContext, ValueTask<TOut>> body)
    : StepPart<Review<TIn, TOut>>("output processor", name)
{
    public override bool Run(ref Review<TIn, TOut> value, StepContext context, out ValueTask<Review<TIn, TOut>> pending)
    {
        var call = body(value.Value, context);
        if (call.IsCompletedSuccessfully)
        {
            value.Value = call.Result;
            pending = default;
            return true;
        }

        pending = WaitAsync(value, call);
        return false;
    }

    private static async ValueTask<Review<TIn, TOut>> WaitAsync(Review<TIn, TOut> value, ValueTask<TOut> call)
    {
        value.Value = await call.ConfigureAwait(RunQueue.IsHere);
        return value;
    }
}
