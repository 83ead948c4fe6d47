namespace Weir;

/// <summary>Looks at the value and says what is wrong with it. All validators are asked, whatever the others found.</summary>
internal sealed class Validator<TIn, TOut>(string name, Func<TOut, string?> body) : StepPart<Review<TIn, TOut>>("validator", name)
{
    public override bool Run(ref Review<TIn, TOut> value, StepContext context, out ValueTask<Review<TIn, TOut>> pending)
    {
        pending = default;
        if (body(value.Value) is { } finding)
        {
            value.Add(Label, finding);
        }

        return true;
    }
}

/// <summary>The same where the answer may take its time.</summary>
internal sealed class WaitingValidator<TIn, TOut>(string name, Func<TOut, StepContext, ValueTask<string?>> body)
    : StepPart<Review<TIn, TOut>>("validator", name)
{
    public override bool Run(ref Review<TIn, TOut> value, StepContext context, out ValueTask<Review<TIn, TOut>> pending)
    {
        pending = default;
        var call = body(value.Value, context);
        if (!call.IsCompletedSuccessfully)
        {
            pending = WaitAsync(value, call, context);
            return false;
        }

        if ((TakeFailure(context) ?? call.Result) is { } finding)
        {
            value.Add(Label, finding);
        }

        return true;
    }

    private async ValueTask<Review<TIn, TOut>> WaitAsync(Review<TIn, TOut> value, ValueTask<string?> call, StepContext context)
    {
        var said = await call.ConfigureAwait(RunQueue.IsHere);
        if ((TakeFailure(context) ?? said) is { } finding)
        {
            value.Add(Label, finding);
        }

        return value;
    }
}
