namespace Weir.Workloads.Execution.Floors;

/// <summary>Ten step classes called one after the other, each known by its base class as one gets it from a container.</summary>
internal sealed class StraightClasses(Step<int, int>[] steps)
{
    private readonly Step<int, int> _0 = steps[0];
    private readonly Step<int, int> _1 = steps[1];
    private readonly Step<int, int> _2 = steps[2];
    private readonly Step<int, int> _3 = steps[3];
    private readonly Step<int, int> _4 = steps[4];
    private readonly Step<int, int> _5 = steps[5];
    private readonly Step<int, int> _6 = steps[6];
    private readonly Step<int, int> _7 = steps[7];
    private readonly Step<int, int> _8 = steps[8];
    private readonly Step<int, int> _9 = steps[9];

    /// <summary>What is there already is taken without an await. The steps do not look at their context.</summary>
    public async ValueTask<int> RunAsync(int x, StepContext context)
    {
        var call = _0.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _1.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _2.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _3.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _4.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _5.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _6.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _7.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _8.RunAsync(x, context);
        x = call.IsCompletedSuccessfully ? call.Result : await call;
        call = _9.RunAsync(x, context);
        return call.IsCompletedSuccessfully ? call.Result : await call;
    }

    public async ValueTask<int> AwaitEachAsync(int x, StepContext context)
    {
        x = await _0.RunAsync(x, context);
        x = await _1.RunAsync(x, context);
        x = await _2.RunAsync(x, context);
        x = await _3.RunAsync(x, context);
        x = await _4.RunAsync(x, context);
        x = await _5.RunAsync(x, context);
        x = await _6.RunAsync(x, context);
        x = await _7.RunAsync(x, context);
        x = await _8.RunAsync(x, context);
        return await _9.RunAsync(x, context);
    }
}
