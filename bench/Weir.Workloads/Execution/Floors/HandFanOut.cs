using System.Diagnostics;

namespace Weir.Workloads.Execution.Floors;

/// <summary>One call per item by hand, and the sum of what they give. Arrays are used again.</summary>
internal sealed class HandFanOut(Func<int, Ctx, CancellationToken, ValueTask<int>> step, int count)
{
    private readonly Ctx _ctx = new();
    private readonly Task<int>[] _tasks = new Task<int>[count];
    private readonly string[] _names = [.. Enumerable.Range(0, count).Select(i => $"item[{i}]")];
    private readonly Record[] _records = new Record[count];

    /// <summary>Calls that complete at once.</summary>
    public async ValueTask<int> InlineAsync(int[] items)
    {
        var sum = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var call = step(items[i], _ctx, CancellationToken.None);
            sum += call.IsCompletedSuccessfully ? call.Result : await call;
        }

        return sum;
    }

    public async ValueTask<int> InlineRecordedAsync(int[] items)
    {
        var sum = 0;
        var before = Stopwatch.GetTimestamp();
        for (var i = 0; i < items.Length; i++)
        {
            var call = step(items[i], _ctx, CancellationToken.None);
            sum += call.IsCompletedSuccessfully ? call.Result : await call;
            before = Write(i, before);
        }

        return sum;
    }

    /// <summary>Calls that wait, all at once.</summary>
    public async ValueTask<int> SuspendedAsync(int[] items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            _tasks[i] = step(items[i], _ctx, CancellationToken.None).AsTask();
        }

        return await SumAsync();
    }

    public async ValueTask<int> SuspendedRecordedAsync(int[] items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            _tasks[i] = OneRecordedAsync(i, items[i]);
        }

        return await SumAsync();
    }

    private async Task<int> OneRecordedAsync(int i, int item)
    {
        var before = Stopwatch.GetTimestamp();
        var output = await step(item, _ctx, CancellationToken.None);
        Write(i, before);
        return output;
    }

    private async ValueTask<int> SumAsync()
    {
        await Task.WhenAll((ReadOnlySpan<Task>)_tasks);
        var sum = 0;
        foreach (var task in _tasks)
        {
            sum += await task;
        }

        return sum;
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
