using System.Collections.Concurrent;

namespace Weir.Tests.Workflows.Randomized;

/// <summary>Notes what the bodies of random steps do: how often, in which order, how many at once.</summary>
internal sealed class GraphLog(RandomGraph graph)
{
    private readonly Lock _gate = new();
    private readonly int[] _inStage = new int[graph.Stages.Count];
    private readonly ConcurrentDictionary<(int Step, int Item, int Attempt), int> _calls = [];
    private readonly long[] _first = Enumerable.Repeat(long.MaxValue, graph.Steps.Count).ToArray();
    private readonly long[] _last = new long[graph.Steps.Count];
    private long _clock;
    private int _inFlight;
    private int _held;

    /// <summary>What was seen that must not be.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>How many were in flight at once.</summary>
    public int MostInFlight { get; private set; }

    /// <summary>Called at every call with its number.</summary>
    public Action<int>? OnCall { get; set; }

    /// <summary>What is held of the resource by all; shared by runs of one executor.</summary>
    public Action<int>? OnHeld { get; set; }

    public int CallsOf(int step) => _calls.Count(one => one.Key.Step == step);

    public async ValueTask<int> RunAsync(RandomStep step, StepContext context)
    {
        using var call = Begin(step, 0, context.Attempt);
        switch (step.Behaviour)
        {
            case Behaviour.Waits:
                await Task.Yield();
                return step.Index;
            case Behaviour.Hangs:
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return 0;
            case Behaviour.Fails:
                await Task.Yield();
                throw Some.Failure();
            case Behaviour.FailsFirst when context.Attempt < RandomStep.Attempts:
                throw Some.Failure();
            default:
                return step.Index;
        }
    }

    public async ValueTask<int> RunItemAsync(RandomStep step, int item, StepContext context)
    {
        using var call = Begin(step, item, context.Attempt);
        if (item % 2 == 0)
        {
            await Task.Yield();
        }

        return step.Behaviour == Behaviour.ForEachFails && item == 3 ? throw Some.Failure() : item;
    }

    /// <summary>Checks what holds however the run ended.</summary>
    public void Check(Run run, string what)
    {
        Assert.True(Faults.IsEmpty, $"{what}: {string.Join("; ", Faults)}");
        var statuses = run.Steps.Select(static step => step.Status).ToArray();
        foreach (var step in graph.Steps)
        {
            Assert.All(_calls.Where(one => one.Key.Step == step.Index), one => Assert.True(one.Value == 1, $"{what}: {step.Name} was called {one.Value} times in {one.Key}"));
            foreach (var need in step.All)
            {
                Assert.True(_last[need] < _first[step.Index], $"{what}: {step.Name} started before {graph.Steps[need].Name} ended");
                Assert.True(CallsOf(step.Index) == 0 || !graph.Bars(step, need, statuses), $"{what}: {step.Name} ran although {graph.Steps[need].Name} is {statuses[need]}");
            }

            if (step.Stage > 0 && graph.Stages[step.Stage].IsBarrier)
            {
                var before = graph.Steps.Where(other => other.Stage == step.Stage - 1);
                Assert.All(before, other => Assert.True(_last[other.Index] < _first[step.Index], $"{what}: {step.Name} passed the barrier before {other.Name} ended"));
            }
        }
    }

    private Call Begin(RandomStep step, int item, int attempt)
    {
        var calls = _calls.AddOrUpdate((step.Index, item, attempt), 1, static (_, count) => count + 1);
        lock (_gate)
        {
            _first[step.Index] = Math.Min(_first[step.Index], ++_clock);
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
            if (++_inStage[step.Stage] > graph.Stages[step.Stage].MaxParallel)
            {
                Faults.Enqueue($"{_inStage[step.Stage]} steps of stage {step.Stage} at once");
            }

            if ((_held += step.Amount) > RandomGraph.ResourceLimit)
            {
                Faults.Enqueue($"{_held} of the resource held");
            }
        }

        OnHeld?.Invoke(step.Amount);
        OnCall?.Invoke(calls);
        return new Call(this, step);
    }

    private void End(RandomStep step)
    {
        OnHeld?.Invoke(-step.Amount);
        lock (_gate)
        {
            _last[step.Index] = ++_clock;
            _inFlight--;
            _inStage[step.Stage]--;
            _held -= step.Amount;
        }
    }

    private readonly struct Call(GraphLog log, RandomStep step) : IDisposable
    {
        public void Dispose() => log.End(step);
    }
}
