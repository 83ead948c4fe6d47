namespace Weir.Workloads.Execution.Floors;

/// <summary>The loop that one would write by hand; nothing is kept.</summary>
internal sealed class DelegateLoop(params Func<int, Ctx, CancellationToken, ValueTask<int>>[] steps)
{
    private readonly Ctx _ctx = new();

    public ValueTask<int> RunAsync(int value, CancellationToken cancellationToken = default)
    {
        var all = steps;
        for (var i = 0; i < all.Length; i++)
        {
            var call = all[i](value, _ctx, cancellationToken);
            if (!call.IsCompletedSuccessfully)
            {
                return FinishAsync(call, i + 1, cancellationToken);
            }

            value = call.Result;
        }

        return new ValueTask<int>(value);
    }

    private async ValueTask<int> FinishAsync(ValueTask<int> call, int next, CancellationToken cancellationToken)
    {
        var all = steps;
        var value = await call;
        for (var i = next; i < all.Length; i++)
        {
            call = all[i](value, _ctx, cancellationToken);
            value = call.IsCompletedSuccessfully ? call.Result : await call;
        }

        return value;
    }
}
