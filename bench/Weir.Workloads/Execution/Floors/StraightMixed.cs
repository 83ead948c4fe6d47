namespace Weir.Workloads.Execution.Floors;

/// <summary>The ten steps of mixed types one after the other, each of its own type: nothing is boxed, nothing is looked up.</summary>
internal sealed class StraightMixed(MixedSteps steps)
{
    private readonly Ctx _ctx = new();

    /// <summary>What is there already is taken without an await.</summary>
    public async ValueTask<double> RunAsync(int input, CancellationToken token = default)
    {
        var s0 = steps.AddOne(input, _ctx, token);
        var i0 = s0.IsCompletedSuccessfully ? s0.Result : await s0;
        var s1 = steps.ToWord(i0, _ctx, token);
        var t1 = s1.IsCompletedSuccessfully ? s1.Result : await s1;
        var s2 = steps.KeepWord(t1, _ctx, token);
        var t2 = s2.IsCompletedSuccessfully ? s2.Result : await s2;
        var s3 = steps.ToPart(t2, _ctx, token);
        var p3 = s3.IsCompletedSuccessfully ? s3.Result : await s3;
        var s4 = steps.KeepPart(p3, _ctx, token);
        var p4 = s4.IsCompletedSuccessfully ? s4.Result : await s4;
        var s5 = steps.ToWeight(p4, _ctx, token);
        var d5 = s5.IsCompletedSuccessfully ? s5.Result : await s5;
        var s6 = steps.AddHalf(d5, _ctx, token);
        var d6 = s6.IsCompletedSuccessfully ? s6.Result : await s6;
        var s7 = steps.ToInt(d6, _ctx, token);
        var i7 = s7.IsCompletedSuccessfully ? s7.Result : await s7;
        var s8 = steps.ToWordAgain(i7, _ctx, token);
        var t8 = s8.IsCompletedSuccessfully ? s8.Result : await s8;
        var s9 = steps.ToLength(t8, _ctx, token);
        return s9.IsCompletedSuccessfully ? s9.Result : await s9;
    }

    public async ValueTask<double> AwaitEachAsync(int input, CancellationToken token = default)
    {
        var i0 = await steps.AddOne(input, _ctx, token);
        var t1 = await steps.ToWord(i0, _ctx, token);
        var t2 = await steps.KeepWord(t1, _ctx, token);
        var p3 = await steps.ToPart(t2, _ctx, token);
        var p4 = await steps.KeepPart(p3, _ctx, token);
        var d5 = await steps.ToWeight(p4, _ctx, token);
        var d6 = await steps.AddHalf(d5, _ctx, token);
        var i7 = await steps.ToInt(d6, _ctx, token);
        var t8 = await steps.ToWordAgain(i7, _ctx, token);
        return await steps.ToLength(t8, _ctx, token);
    }
}
