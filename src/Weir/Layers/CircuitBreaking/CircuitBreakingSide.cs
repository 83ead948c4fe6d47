using System.Diagnostics;
using System.Globalization;

namespace Weir.Layers.CircuitBreaking;

/// <summary>Calls of a dependency that is down, each of which falls back, with a breaker or without one.</summary>
internal sealed class CircuitBreakingSide : WorkloadSide
{
    // A clock may tell no less than 100 ns apart, so calls are timed together.
    private const int Batches = 201;
    private const int BatchCalls = 20;
    private const int MostProbes = 100;

    // That of a unit: the fall-back answers with the number of the call, and there are the numbers from 0.
    private const int Expected = CircuitBreakingWorkload.Calls * (CircuitBreakingWorkload.Calls - 1) / 2;

    private readonly Executor _executor = new();
    private readonly Dependency _dependency = new() { IsDown = true, Latency = CircuitBreakingWorkload.Latency };
    private readonly Pipeline<int, int> _pipeline;
    private readonly WorkloadCheck? _recovery;

    /// <param name="variant">Whether there is a breaker.</param>
    /// <param name="recovery">What <see cref="RecoverAsync"/> found; null: there is no breaker.</param>
    public CircuitBreakingSide(WorkloadVariant variant, WorkloadCheck? recovery)
    {
        _recovery = recovery;

        // No call tries again while it is measured.
        _pipeline = PipelineOf(_dependency, variant == WorkloadVariant.Baseline ? null : new CircuitBreakingOptions { MinimumCalls = 2, BreakDuration = TimeSpan.FromDays(1) });
    }

    public override IReadOnlyList<WorkloadCheck> Checks => _recovery is null ? [] : [RefusedCall(), _recovery];

    public override async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (await UnitAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere) is var sum && sum != Expected)
        {
            throw new InvalidOperationException($"The calls gave {sum} instead of {Expected}: one did not fall back.");
        }
    }

    public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken) =>
        (await UnitAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere)).ToString(CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        await base.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
    }

    /// <summary>How many calls have to try, once the dependency is well again and the break over, until calls are let through side by side.</summary>
    public static async ValueTask<WorkloadCheck> RecoverAsync(CancellationToken cancellationToken)
    {
        var (clock, dependency, options) = (new Clock(), new Dependency { IsDown = true }, new CircuitBreakingOptions { MinimumCalls = 2 });
        var executor = new Executor(new ExecutorOptions { Time = clock });
        await using (executor.ConfigureAwait(RunQueue.IsHere))
        {
            var pipeline = PipelineOf(dependency, options);
            while (dependency.Calls < options.MinimumCalls)
            {
                await executor.InvokeAsync(pipeline, 0, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            }

            dependency.IsDown = false;
            clock.Advance(options.BreakDuration + TimeSpan.FromTicks(1));
            var probes = 0;
            do
            {
                probes++;
                await executor.InvokeAsync(pipeline, 0, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            }
            while (probes < MostProbes && !await AreLetThroughAsync(executor, pipeline, dependency, cancellationToken).ConfigureAwait(RunQueue.IsHere));

            return new WorkloadCheck("probes until it recovers", probes, "calls", 1, AtMost: true);
        }
    }

    /// <summary>Whether two calls at the same time reach the dependency; a breaker that is not closed lets one through at most.</summary>
    private static async ValueTask<bool> AreLetThroughAsync(Executor executor, Pipeline<int, int> pipeline, Dependency dependency, CancellationToken cancellationToken)
    {
        var (before, gate) = (dependency.Calls, new TaskCompletionSource());
        dependency.Gate = gate.Task;
        var (first, second) = (executor.InvokeAsync(pipeline, 0, cancellationToken), executor.InvokeAsync(pipeline, 0, cancellationToken));
        dependency.Gate = Task.CompletedTask;
        gate.SetResult();
        await first.ConfigureAwait(RunQueue.IsHere);
        await second.ConfigureAwait(RunQueue.IsHere);
        return dependency.Calls == before + 2;
    }

    private static Pipeline<int, int> PipelineOf(Dependency dependency, CircuitBreakingOptions? breaking) => Pipeline.Create<int>("shop")
        .Then("price", (int number, StepContext context) => dependency.AskAsync(number, context), step =>
        {
            step.FallBackTo(Step.From("last known", static (int number) => number));
            if (breaking is not null)
            {
                step.AddCircuitBreaking(breaking);
            }
        })
        .Build();

    private async ValueTask<int> UnitAsync(CancellationToken cancellationToken)
    {
        var sum = 0;
        for (var number = 0; number < CircuitBreakingWorkload.Calls; number++)
        {
            sum += await _executor.InvokeAsync(_pipeline, number, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }

        return sum;
    }

    /// <summary>How long a run takes whose call is refused and falls back: the median of batches. Such a run waits for nothing.</summary>
    private WorkloadCheck RefusedCall()
    {
        var before = _dependency.Calls;
        var times = new double[Batches];
        for (var i = 0; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var areRefused = AreRefused();
            times[i] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / BatchCalls;
            if (!areRefused || _dependency.Calls != before)
            {
                throw new InvalidOperationException("A call reached the dependency, though the breaker has to be open: do a unit before reading the checks.");
            }
        }

        Array.Sort(times);
        return new WorkloadCheck("refused call", times[Batches / 2], "ns", 1_000, AtMost: true);
    }

    private bool AreRefused()
    {
        for (var number = 0; number < BatchCalls; number++)
        {
            var call = _executor.InvokeAsync(_pipeline, number, CancellationToken.None);
            if (!call.IsCompletedSuccessfully || call.Result != number)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What the step asks.</summary>
    private sealed class Dependency
    {
        // Only Interlocked.
        private int _calls;

        public bool IsDown { get; set; }

        /// <summary>How long it takes to fail.</summary>
        public TimeSpan Latency { get; init; }

        /// <summary>What it waits for before it answers.</summary>
        public Task Gate { get; set; } = Task.CompletedTask;

        public int Calls => Volatile.Read(ref _calls);

        public async ValueTask<int> AskAsync(int number, StepContext context)
        {
            Interlocked.Increment(ref _calls);
            await Gate.ConfigureAwait(RunQueue.IsHere);
            if (!IsDown)
            {
                return number;
            }

            await Task.Delay(Latency, TimeProvider.System, context.CancellationToken).ConfigureAwait(RunQueue.IsHere);
            return context.Fail<int>("The dependency is down.");
        }
    }

    /// <summary>A clock that only goes when it is told to.</summary>
    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(60);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan time) => _now += time;
    }
}
