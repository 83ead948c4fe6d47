namespace Weir;

internal sealed class InputProcessor<TIn>(string name, Func<TIn, StepContext, ValueTask<TIn>> body) : StepPart<TIn>("input processor", name)
{
    protected override ValueTask<TIn> CallAsync(TIn value, StepContext context) => body(value, context);
}
