using System.Diagnostics;
using System.Globalization;

namespace Weir.Layers.Hedging;

/// <summary>Calls of which a few are slow, one after the other, with hedging or without it.</summary>
internal sealed class HedgingSide : WorkloadSide
{
    private readonly Executor _executor = new();
    private readonly Pipeline<int, int> _pipeline;
    private readonly LatencyHistogram _times;
    private readonly Func<WorkloadCheck>? _tail;

    // Only Interlocked: calls that were left behind are still under way.
    private int _calls;

    /// <param name="options">How calls are hedged; null: they are not.</param>
    /// <param name="times">Where the times of calls go.</param>
    /// <param name="tail">Compares the slowest calls; null: the other side does.</param>
    public HedgingSide(HedgingOptions? options, LatencyHistogram times, Func<WorkloadCheck>? tail)
    {
        _times = times;
        _tail = tail;
        _pipeline = Pipeline.Create<int>("asks")
            .Then("ask", AskAsync, step =>
            {
                if (options is not null)
                {
                    step.AddHedging(options);
                }
            })
            .Build();
    }

    public override IReadOnlyList<WorkloadCheck> Checks => _tail is null ? [] : [_tail()];

    public override async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < HedgingWorkload.Calls; number++)
        {
            var started = Stopwatch.GetTimestamp();
            if (await _executor.InvokeAsync(_pipeline, number, cancellationToken).ConfigureAwait(RunQueue.IsHere) != Answer(number))
            {
                throw new InvalidOperationException($"Call {number} had the answer of another one.");
            }

            _times.Record((long)Stopwatch.GetElapsedTime(started).TotalNanoseconds);
        }
    }

    public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken)
    {
        var sum = 0;
        for (var number = 0; number < HedgingWorkload.Calls; number++)
        {
            sum = (sum * 31) + await _executor.InvokeAsync(_pipeline, number, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }

        return sum.ToString(CultureInfo.InvariantCulture);
    }

    public override async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        await base.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
    }

    private static int Answer(int number) => (number * 7) + 1;

    /// <summary>The slow calls are every fiftieth of all, so the one that is made beside a slow one is quick.</summary>
    private async ValueTask<int> AskAsync(int number, StepContext context)
    {
        if (Interlocked.Increment(ref _calls) % HedgingWorkload.SlowEvery == 0)
        {
            await Task.Delay(HedgingWorkload.Slow, TimeProvider.System, context.CancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
        else
        {
            await Task.CompletedTask.ConfigureAwait(RunQueue.Elsewhere);
        }

        return Answer(number);
    }
}
