namespace Weir;

/// <summary>Asks a plugin, unless something before it has refused the value.</summary>
internal sealed class PluginPart<TIn, TOut>(StepPlugin<TIn, TOut> plugin) : StepPart<Review<TIn, TOut>>("plugin", plugin.Name)
{
    public override bool Run(ref Review<TIn, TOut> value, StepContext context, out ValueTask<Review<TIn, TOut>> pending)
    {
        pending = default;
        if (value.Feedback is not null)
        {
            return true;
        }

        var call = plugin.ReviewAsync(value.Value, context);
        if (!call.IsCompletedSuccessfully)
        {
            pending = WaitAsync(value, call, context);
            return false;
        }

        Apply(ref value, call.Result, context);
        return true;
    }

    private void Apply(ref Review<TIn, TOut> value, PluginVerdict<TIn, TOut> verdict, StepContext context)
    {
        if (TakeFailure(context) is { } failed)
        {
            value.Add(Label, failed);
            return;
        }

        switch (verdict.Kind)
        {
            case PluginVerdictKind.Replace:
                value.Value = verdict.Value!;
                break;
            case PluginVerdictKind.Reject:
                value.Add(Label, verdict.Feedback!);
                break;
            case PluginVerdictKind.Redirect:
                value.Add(Label, verdict.Feedback!);
                value.Redirect = verdict.Target;
                break;
            default:
                break;
        }
    }

    private async ValueTask<Review<TIn, TOut>> WaitAsync(Review<TIn, TOut> value, ValueTask<PluginVerdict<TIn, TOut>> call, StepContext context)
    {
        Apply(ref value, await call.ConfigureAwait(RunQueue.IsHere), context);
        return value;
    }
}
