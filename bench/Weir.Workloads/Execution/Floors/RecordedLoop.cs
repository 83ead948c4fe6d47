using System.Diagnostics;

namespace Weir.Workloads.Execution.Floors;

/// <summary>The loop by hand with a record of every step, in one array that is used again and again.</summary>
internal sealed class RecordedLoop(params Func<int, Ctx, CancellationToken, ValueTask<int>>[] steps)
{
    private readonly Ctx _ctx = new();
    private readonly string[] _names = [.. steps.Select((_, i) => $"s{i}")];
    private readonly Record[] _records = new Record[steps.Length];

    public ValueTask<int> RunAsync(int value, CancellationToken cancellationToken = default)
    {
        var all = steps;
        var before = Stopwatch.GetTimestamp();
        for (var i = 0; i < all.Length; i++)
        {
            var call = all[i](value, _ctx, cancellationToken);
            if (!call.IsCompletedSuccessfully)
            {
                return FinishAsync(call, i, before, cancellationToken);
            }

            value = call.Result;
            before = Write(i, before);
        }

        return new ValueTask<int>(value);
    }

    private async ValueTask<int> FinishAsync(ValueTask<int> call, int pending, long before, CancellationToken cancellationToken)
    {
        var all = steps;
        var value = await call;
        before = Write(pending, before);
        for (var i = pending + 1; i < all.Length; i++)
        {
            call = all[i](value, _ctx, cancellationToken);
            value = call.IsCompletedSuccessfully ? call.Result : await call;
            before = Write(i, before);
        }

        return value;
    }

    private long Write(int i, long before)
    {
        var now = Stopwatch.GetTimestamp();
        ref var record = ref _records[i];
        record.Name = _names[i];
        record.Status = StepStatus.Completed;
        record.Attempts = 1;
        record.Ticks = now - before;
        record.Usage = _ctx.Usage;
        return now;
    }
}
