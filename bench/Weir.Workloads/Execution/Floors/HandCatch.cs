namespace Weir.Workloads.Execution.Floors;

/// <summary>One try and catch around a call, in one async frame.</summary>
internal sealed class HandCatch(Func<int, Ctx, CancellationToken, ValueTask<int>> step)
{
    private readonly Ctx _ctx = new();

    public Exception? Error { get; private set; }

    public async ValueTask<int> RunAsync(int input)
    {
        try
        {
            var call = step(input, _ctx, CancellationToken.None);
            return call.IsCompletedSuccessfully ? call.Result : await call;
        }
        catch (InvalidOperationException error)
        {
            Error = error;
            return 0;
        }
    }
}
