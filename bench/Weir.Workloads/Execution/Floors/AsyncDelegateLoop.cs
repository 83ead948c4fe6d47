namespace Weir.Workloads.Execution.Floors;

/// <summary>The loop by hand as one async method; slower than <see cref="DelegateLoop"/>, whose state is in registers as long as nothing waits.</summary>
internal sealed class AsyncDelegateLoop(params Func<int, Ctx, CancellationToken, ValueTask<int>>[] steps)
{
    public const string Name = "floor as one async method";

    private readonly Ctx _ctx = new();

    public async ValueTask<int> RunAsync(int value, CancellationToken cancellationToken = default)
    {
        var all = steps;
        for (var i = 0; i < all.Length; i++)
        {
            var call = all[i](value, _ctx, cancellationToken);
            value = call.IsCompletedSuccessfully ? call.Result : await call;
        }

        return value;
    }
}
