namespace Weir.Tests.Workflows.Scheduling;

/// <summary>
/// A workflow drawn from a seed, and what must become of it by the plainest of rules: walk the steps in an order in which
/// needs come first; a step whose needs all completed does what was drawn for it, any other is skipped.
/// </summary>
internal sealed class RandomWorkflow
{
    private readonly Random _random;
    private readonly int[] _order;
    private readonly bool[] _fails;
    private readonly int[] _yields;
    private readonly List<int>[] _inputs;
    private readonly List<int>[] _needs;
    private readonly int[] _calls;
    private int _inFlight;
    private int _most;

    public RandomWorkflow(int seed)
    {
        _random = new Random(seed);
        Count = _random.Next(1, 60);
        _order = [.. Enumerable.Range(0, Count)];
        _random.Shuffle(_order);
        var failures = _random.Next(3) * 0.08;
        _fails = [.. Enumerable.Range(0, Count).Select(_ => _random.NextDouble() < failures)];
        _yields = [.. Enumerable.Range(0, Count).Select(_ => _random.Next(4))];
        _inputs = new List<int>[Count];
        _needs = [.. Enumerable.Range(0, Count).Select(static _ => new List<int>())];
        _calls = new int[Count];
        Workflow = Build();
        (Statuses, Reasons, Values) = Interpret();
    }

    public int Count { get; }

    public Workflow Workflow { get; }

    /// <summary>Called by each step when it starts, with the number of steps started by then.</summary>
    public Action<int>? OnStep { get; set; }

    public StepStatus[] Statuses { get; }

    public string?[] Reasons { get; }

    public long[] Values { get; }

    public StepOutput<long>[] Outputs { get; private set; } = [];

    public IReadOnlyList<int> Calls => _calls;

    public int Most => _most;

    public IReadOnlyList<int> NeedsOf(int step) => _needs[step];

    private static string Name(int step) => $"n{step}";

    private Workflow Build()
    {
        var builder = Workflow.Create("random");
        var stages = Enumerable.Range(0, Math.Min(Count, _random.Next(1, 5)))
            .Select(i => builder.AddStage($"s{i}", _random.Next(3) == 0 ? _random.Next(1, 3) : null)).ToArray();
        var rank = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            rank[_order[i]] = i;
        }

        Outputs = new StepOutput<long>[Count];
        for (var i = 0; i < Count; i++)
        {
            var step = i;
            var inputs = Pick(candidate => candidate < step && rank[candidate] < rank[step]);
            var stage = stages[i < stages.Length ? i : _random.Next(stages.Length)];
            Outputs[i] = stage.AddStep(Name(i), inputs.ConvertAll(input => Outputs[input]), (values, context) => WorkAsync(step, values, context));
            _inputs[i] = inputs;
            _needs[i].AddRange(inputs);
        }

        for (var i = 0; i < Count; i++)
        {
            var step = i;
            foreach (var need in Pick(candidate => rank[candidate] < rank[step]))
            {
                builder.AddDependency(Name(i), Name(need));
                if (!_needs[i].Contains(need))
                {
                    _needs[i].Add(need);
                }
            }
        }

        return builder.Build();
    }

    private List<int> Pick(Func<int, bool> may) =>
        [.. Enumerable.Range(0, _random.Next(3)).Select(_ => _random.Next(Count)).Where(may).Distinct()];

    private async ValueTask<long> WorkAsync(int step, IReadOnlyList<long> values, StepContext context)
    {
        var now = Interlocked.Increment(ref _inFlight);
        InterlockedMax(ref _most, now);
        try
        {
            Interlocked.Increment(ref _calls[step]);
            OnStep?.Invoke(_calls.Sum());
            for (var i = 0; i < _yields[step]; i++)
            {
                await Task.Yield();
            }

            context.CancellationToken.ThrowIfCancellationRequested();
            return _fails[step] ? throw Some.Failure(Name(step)) : values.Sum() + step;
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private (StepStatus[] Statuses, string?[] Reasons, long[] Values) Interpret()
    {
        var (statuses, reasons, values) = (new StepStatus[Count], new string?[Count], new long[Count]);
        var causes = new int[Count];
        foreach (var step in _order)
        {
            var missing = _needs[step].FindIndex(need => statuses[need] != StepStatus.Completed);
            if (missing >= 0)
            {
                var need = _needs[step][missing];
                causes[step] = causes[need];
                statuses[step] = StepStatus.Skipped;
                reasons[step] = statuses[need] == StepStatus.Failed
                    ? $"needs '{Name(need)}', which failed"
                    : $"needs '{Name(need)}', which was skipped because '{Name(causes[need])}' failed";
                continue;
            }

            causes[step] = step;
            statuses[step] = _fails[step] ? StepStatus.Failed : StepStatus.Completed;
            values[step] = _inputs[step].Sum(input => values[input]) + step;
        }

        return (statuses, reasons, values);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
