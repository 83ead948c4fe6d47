using System.Globalization;

namespace Weir.Layers.Pooling;

/// <summary>Steps that fill a buffer and add up what is in it, with new buffers or with rented ones.</summary>
internal sealed class PoolingSide : WorkloadSide
{
    private const int CheckedUnits = 2_000;

    private readonly Executor _executor;
    private readonly Pipeline<int, int> _pipeline;
    private readonly WorkloadVariant _variant;
    private int _expected;

    public PoolingSide(WorkloadVariant variant, OptimizationOptions options)
    {
        _executor = new Executor(new ExecutorOptions { Optimizations = options });
        _variant = variant;
        var builder = variant == WorkloadVariant.Baseline ? Pipeline.Create<int>("baseline") : Pipeline.Create<int>("optimized").AddPooling();
        for (var number = 0; number < PoolingWorkload.Steps; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"step{number}");
            builder = variant == WorkloadVariant.Baseline
                ? builder.Then(name, static (int sum, StepContext _) => new ValueTask<int>(Use(new byte[PoolingWorkload.Length], sum)))
                : builder.Then(name, static (int sum, StepContext context) =>
                {
                    using var buffer = context.Buffers.Rent(PoolingWorkload.Length);
                    return new ValueTask<int>(Use(buffer.Span, sum));
                });
        }

        _pipeline = builder.Build();
    }

    public override IReadOnlyList<WorkloadCheck> Checks => _variant == WorkloadVariant.Baseline ? [] : [FewerCollections()];

    public override async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var sum = await _executor.InvokeAsync(_pipeline, 1, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        if (_expected == 0)
        {
            _expected = sum;
        }

        if (sum != _expected)
        {
            throw new InvalidOperationException($"The steps gave {sum}, but {_expected} before: a buffer was not cleared.");
        }
    }

    public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken) =>
        (await _executor.InvokeAsync(_pipeline, 1, cancellationToken).ConfigureAwait(RunQueue.IsHere)).ToString(CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        await base.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
    }

    /// <summary>Some work whose outcome depends on the buffer being clear.</summary>
    private static int Use(Span<byte> buffer, int sum)
    {
        buffer[sum % buffer.Length]++;
        buffer[^1] += (byte)sum;
        return sum + buffer[0] + buffer[sum % buffer.Length] + buffer[^1];
    }

    /// <summary>How many collections of the youngest generation there are less than with new buffers, in percent.</summary>
    private static WorkloadCheck FewerCollections()
    {
        var (before, after) = (Collections(WorkloadVariant.Baseline), Collections(WorkloadVariant.Optimized));
        return new WorkloadCheck("fewer gen-0 collections", 100.0 * (before - after) / Math.Max(1, before), "%", 50, AtMost: false);
    }

    /// <summary>How often the youngest generation is collected during some units. The steps wait for nothing, so every unit ends at once.</summary>
    private static int Collections(WorkloadVariant variant)
    {
        var side = new PoolingSide(variant, OptimizationOptions.None);
        var before = GC.CollectionCount(0);
        for (var i = 0; i < CheckedUnits; i++)
        {
            side.RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        var count = GC.CollectionCount(0) - before;
        side.DisposeAsync().GetAwaiter().GetResult();
        return count;
    }
}
