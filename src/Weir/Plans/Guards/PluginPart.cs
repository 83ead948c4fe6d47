namespace Weir;

/// <summary>Asks a plugin, unless something before it has refused the value.</summary>
internal sealed class PluginPart<TIn, TOut>(StepPlugin<TIn, TOut> plugin) : StepPart<Review<TIn, TOut>>("plugin", plugin.Name)
{
    protected override ValueTask<Review<TIn, TOut>> CallAsync(Review<TIn, TOut> value, StepContext context)
    {
        if (value.Feedback is not null)
        {
            return new ValueTask<Review<TIn, TOut>>(value);
        }

        var call = plugin.ReviewAsync(value.Value, context);
        return call.IsCompletedSuccessfully ? new ValueTask<Review<TIn, TOut>>(Apply(value, call.Result, context)) : WaitAsync(value, call, context);
    }

    private Review<TIn, TOut> Apply(Review<TIn, TOut> value, PluginVerdict<TIn, TOut> verdict, StepContext context) =>
        TakeFailure(context) is { } failed ? value.With($"{Label}: {failed}") : verdict.Kind switch
        {
            PluginVerdictKind.Accept => value,
            PluginVerdictKind.Replace => value with { Value = verdict.Value! },
            PluginVerdictKind.Reject => value.With($"{Label}: {verdict.Feedback}"),
            _ => value.With($"{Label}: {verdict.Feedback}") with { Redirect = verdict.Target },
        };

    private async ValueTask<Review<TIn, TOut>> WaitAsync(Review<TIn, TOut> value, ValueTask<PluginVerdict<TIn, TOut>> call, StepContext context) =>
        Apply(value, await call.ConfigureAwait(false), context);
}
