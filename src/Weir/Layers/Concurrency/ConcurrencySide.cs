using System.Globalization;

namespace Weir.Layers.Concurrency;

/// <summary>The callers, who all begin at once.</summary>
internal sealed class ConcurrencySide : WorkloadSide
{
    private static readonly int[] Items = [.. Enumerable.Range(1, ConcurrencyWorkload.Calls)];

    private readonly Executor _executor;
    private readonly Pipeline<int, ulong> _single;
    private readonly Pipeline<int[], IReadOnlyList<ulong>> _mapped;
    private readonly Func<CancellationToken, Task<ulong>> _caller;
    private readonly ulong _expected;

    public ConcurrencySide(Executor executor, int rounds, bool isMapped)
    {
        ulong Compute(int number)
        {
            var value = (ulong)number;
            for (var i = 0; i < rounds; i++)
            {
                value ^= value << 13;
                value ^= value >> 7;
                value ^= value << 17;
            }

            return value;
        }

        _executor = executor;
        _single = Pipeline.Create<int>("single").Then("compute", Compute).Build();
        _mapped = Pipeline.Create<int[]>("mapped").Map("calls", static items => items, Step.From<int, ulong>("compute", Compute)).Build();
        _caller = isMapped ? CallMappedAsync : CallEachAsync;
        _expected = ConcurrencyWorkload.Callers * Sum([.. Items.Select(Compute)]);
    }

    public override async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var sum = await CallAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
        if (sum != _expected)
        {
            throw new InvalidOperationException($"The calls gave {sum} in all instead of {_expected}.");
        }
    }

    public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken) =>
        (await CallAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere)).ToString(CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        await base.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
    }

    private static ulong Sum(IReadOnlyList<ulong> values)
    {
        var sum = 0UL;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private async Task<ulong> CallAsync(CancellationToken cancellationToken)
    {
        var callers = new Task<ulong>[ConcurrencyWorkload.Callers];
        for (var i = 0; i < callers.Length; i++)
        {
            callers[i] = Task.Run(() => _caller(cancellationToken), cancellationToken);
        }

        return Sum(await Task.WhenAll(callers).ConfigureAwait(RunQueue.IsHere));
    }

    private async Task<ulong> CallMappedAsync(CancellationToken cancellationToken) => Sum(await _executor.InvokeAsync(_mapped, Items, cancellationToken).ConfigureAwait(RunQueue.IsHere));

    private async Task<ulong> CallEachAsync(CancellationToken cancellationToken)
    {
        var calls = new Task<ulong>[Items.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            var item = Items[i];
            calls[i] = Task.Run(() => _executor.InvokeAsync(_single, item, cancellationToken).AsTask(), cancellationToken);
        }

        return Sum(await Task.WhenAll(calls).ConfigureAwait(RunQueue.IsHere));
    }
}
