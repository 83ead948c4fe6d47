using System.Diagnostics;

namespace Weir.Workloads.Execution.Floors;

/// <summary>The recorded loop over steps that may fail by value, with another delegate to call then, or none.</summary>
internal sealed class FailingLoop(
    Func<int, Ctx, CancellationToken, ValueTask<int>>[] steps, Func<int, Ctx, CancellationToken, ValueTask<int>>? fallback = null)
{
    private readonly Ctx _ctx = new();
    private readonly string[] _names = [.. steps.Select((_, i) => $"s{i}")];
    private readonly Record[] _records = new Record[steps.Length];

    public string? Failure { get; private set; }

    public async ValueTask<int> RunAsync(int value, CancellationToken cancellationToken = default)
    {
        var all = steps;
        Failure = null;
        var before = Stopwatch.GetTimestamp();
        for (var i = 0; i < all.Length; i++)
        {
            var attempts = 1;
            var call = all[i](value, _ctx, cancellationToken);
            var output = call.IsCompletedSuccessfully ? call.Result : await call;
            if (_ctx.Failure is not null && fallback is not null)
            {
                _ctx.Failure = null;
                attempts = 2;
                call = fallback(value, _ctx, cancellationToken);
                output = call.IsCompletedSuccessfully ? call.Result : await call;
            }

            value = output;
            before = Write(i, before, attempts);
            if (_ctx.Failure is not null)
            {
                Failure = _ctx.Failure;
                _ctx.Failure = null;
                return 0;
            }
        }

        return value;
    }

    private long Write(int i, long before, int attempts)
    {
        var now = Stopwatch.GetTimestamp();
        ref var record = ref _records[i];
        record.Name = _names[i];
        record.Status = _ctx.Failure is null ? StepStatus.Completed : StepStatus.Failed;
        record.Attempts = attempts;
        record.Ticks = now - before;
        record.Usage = _ctx.Usage;
        return now;
    }
}
