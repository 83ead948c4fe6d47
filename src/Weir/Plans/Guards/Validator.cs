namespace Weir;

/// <summary>Looks at the value and says what is wrong with it. All validators are asked, whatever the others found.</summary>
internal sealed class Validator<TIn, TOut>(string name, Func<TOut, StepContext, ValueTask<string?>>? waiting, Func<TOut, string?>? direct)
    : StepPart<Review<TIn, TOut>>("validator", name)
{
    protected override ValueTask<Review<TIn, TOut>> CallAsync(Review<TIn, TOut> value, StepContext context)
    {
        if (direct is not null)
        {
            return new ValueTask<Review<TIn, TOut>>(Note(value, direct(value.Value)));
        }

        var call = waiting!(value.Value, context);
        return call.IsCompletedSuccessfully ? new ValueTask<Review<TIn, TOut>>(Note(value, TakeFailure(context) ?? call.Result)) : WaitAsync(value, call, context);
    }

    private Review<TIn, TOut> Note(Review<TIn, TOut> value, string? finding) =>
        finding is null ? value : value.With($"{Label}: {finding}");

    private async ValueTask<Review<TIn, TOut>> WaitAsync(Review<TIn, TOut> value, ValueTask<string?> call, StepContext context)
    {
        var finding = await call.ConfigureAwait(false);
        return Note(value, TakeFailure(context) ?? finding);
    }
}
