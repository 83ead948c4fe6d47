namespace Weir;

internal sealed class InputProcessor<TIn>(string name, Func<TIn, StepContext, ValueTask<TIn>> body) : StepPart<TIn>("input processor", name)
{
    public override bool Run(ref TIn value, StepContext context, out ValueTask<TIn> pending)
    {
        pending = body(value, context);
        if (pending.IsCompletedSuccessfully)
        {
            value = pending.Result;
            return true;
        }

        return false;
    }
}
