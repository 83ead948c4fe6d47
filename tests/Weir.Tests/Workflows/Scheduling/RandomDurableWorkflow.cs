using System.Collections.Concurrent;

namespace Weir.Tests.Workflows.Scheduling;

/// <summary>
/// A durable workflow drawn from a seed: steps of their own, pauses, and pipelines with retries, fall-backs, maps and pauses inside; and what
/// must become of it once all answers are there, by the plainest of rules.
/// </summary>
internal sealed class RandomDurableWorkflow
{
    private const long Modulus = 1_000_003;

    private readonly int[][] _needs;
    private readonly Work[] _works;
    private readonly Part[][] _parts;
    private readonly int[] _yields;

    public RandomDurableWorkflow(int seed)
    {
        var random = new Random(seed);
        Count = random.Next(1, 14);
        var failures = random.Next(4) == 0 ? 0.15 : 0;
        _needs = [.. Enumerable.Range(0, Count).Select(i => Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(Count)).Where(need => need < i).Distinct().ToArray())];
        _works = [.. Enumerable.Range(0, Count).Select(_ => random.NextDouble() < failures ? Work.Failing : (Work)random.Next(3))];
        _parts = [.. Enumerable.Range(0, Count).Select(_ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.NextDouble() < failures ? Part.Broken : (Part)random.Next(5)).ToArray())];
        _yields = [.. Enumerable.Range(0, Count).Select(_ => random.Next(3))];
        Outputs = new StepOutput<long>[Count];
        Workflow = Build(random);
        (Statuses, Values) = Interpret();
    }

    private enum Work
    {
        Leaf,
        Pause,
        Pipeline,
        Failing,
    }

    private enum Part
    {
        Leaf,
        Flaky,
        FallBack,
        Map,
        Ask,
        Broken,
    }

    public int Count { get; }

    public Workflow Workflow { get; }

    public StepOutput<long>[] Outputs { get; }

    /// <summary>What becomes of the steps when all pauses are answered.</summary>
    public StepStatus[] Statuses { get; }

    public long[] Values { get; }

    /// <summary>The calls of leaves by path, with the number of each attempt, since they were cleared last.</summary>
    public ConcurrentQueue<(string Path, int Attempt)> Calls { get; } = new();

    /// <summary>Called with the number of calls by then.</summary>
    public Action<int>? OnCall { get; set; }

    /// <summary>The one answer that the pause at a path gets.</summary>
    public static int Answer(string path) => path.Sum(static character => character) % 100;

    public IReadOnlyList<int> NeedsOf(int step) => _needs[step];

    public static string Name(int step) => $"n{step}";

    private static long Next(long value, int factor) => ((value * factor) + 1) % Modulus;

    private Workflow Build(Random random)
    {
        var builder = Workflow.Create("random");
        var stages = Enumerable.Range(0, random.Next(1, 4)).Select(i => builder.AddStage($"s{i}", random.Next(3) == 0 ? random.Next(1, 3) : null)).ToArray();
        for (var i = 0; i < Count; i++)
        {
            var step = i;
            var stage = stages[i < stages.Length ? i : random.Next(stages.Length)];
            var inputs = _needs[i].Select(need => Outputs[need]).ToArray();
            Outputs[i] = _works[i] switch
            {
                Work.Leaf => stage.AddStep(Name(i), inputs, (values, context) => CallAsync(step, values.Sum(), context)),
                Work.Failing => stage.AddStep(Name(i), inputs, (values, context) => FailAsync(step, values.Sum(), context)),
                Work.Pause when inputs.Length == 1 =>
                    stage.AddPause<long, int, long>(Name(i), inputs[0], static value => $"{value}?", static (value, answer) => (value + answer) % Modulus),
                Work.Pause => Gathered(stage, i, inputs, (sum, name) =>
                    stage.AddPause<long, int, long>(name, sum, static value => $"{value}?", static (value, answer) => (value + answer) % Modulus)),
                _ => Gathered(stage, i, inputs, (sum, name) => stage.AddStep(name, sum, PipelineOf(step))),
            };
        }

        // A stage without steps is refused.
        for (var i = Count; i < stages.Length; i++)
        {
            stages[i].AddStep($"end{i}", static _ => new ValueTask<int>(0));
        }

        return builder.Durable(new DurabilityOptions { Version = "1" }).Build();
    }

    /// <summary>What takes one value gets the sum of all from a step before it.</summary>
    private StepOutput<long> Gathered(StageBuilder stage, int step, StepOutput<long>[] inputs, Func<StepOutput<long>, string, StepOutput<long>> add) =>
        add(stage.AddStep($"sum{step}", inputs, (values, context) => CallAsync(step, values.Sum() % Modulus, context, factor: 0)), Name(step));

    private Pipeline<long, long> PipelineOf(int step)
    {
        var builder = Pipeline.Create<long>($"p{step}").Then("first", (long value, StepContext context) => CallAsync(step, value, context));
        for (var i = 0; i < _parts[step].Length; i++)
        {
            builder = Add(builder, step, $"part{i}", _parts[step][i]);
        }

        return builder.Build();
    }

    private PipelineBuilder<long, long> Add(PipelineBuilder<long, long> builder, int step, string name, Part part) => part switch
    {
        Part.Leaf => builder.Then(name, (long value, StepContext context) => CallAsync(step, value, context)),
        Part.Flaky => builder.Then(
            name,
            (long value, StepContext context) => context.Attempt <= value % 3 ? FailAsync(step, value, context) : CallAsync(step, value, context),
            static options => options.Retry(3)),
        Part.FallBack => builder.Then(
            name, (long value, StepContext context) => FailAsync(step, value, context), static options => options.Retry(2).FallBackTo(Step.From<long, long>("instead", static value => Next(value, 5)))),
        Part.Map => builder
            .Map($"{name}map", static value => new[] { value, value + 1, value + 2 }, Step.From("item", (long value, StepContext context) => CallAsync(step, value, context)))
            .Then(name, static values => values.Sum() % Modulus),
        Part.Ask => builder.Pause<int, long>(name, static value => $"{value}?", static (value, answer) => (value + answer) % Modulus),
        _ => builder.Then(name, (long value, StepContext context) => FailAsync(step, value, context)),
    };

    private async ValueTask<long> CallAsync(int step, long value, StepContext context, int factor = 3)
    {
        await NoteAsync(step, context);
        return factor == 0 ? value : Next(value, factor);
    }

    private async ValueTask<long> FailAsync(int step, long value, StepContext context)
    {
        await NoteAsync(step, context);
        throw Some.Failure($"{context.Path} {value}");
    }

    private async ValueTask NoteAsync(int step, StepContext context)
    {
        Calls.Enqueue((context.Path, context.Attempt));
        OnCall?.Invoke(Calls.Count);
        context.AddUsage(new Usage(1, context.Attempt, 0.5m));
        for (var i = 0; i < _yields[step]; i++)
        {
            await Task.Yield();
        }

        context.CancellationToken.ThrowIfCancellationRequested();
    }

    private (StepStatus[] Statuses, long[] Values) Interpret()
    {
        var (statuses, values) = (new StepStatus[Count], new long[Count]);
        for (var i = 0; i < Count; i++)
        {
            statuses[i] = StepStatus.Skipped;
            if (_needs[i].All(need => statuses[need] == StepStatus.Completed))
            {
                var given = ValueOf(i, _needs[i].Sum(need => values[need]));
                (statuses[i], values[i]) = given is { } value ? (StepStatus.Completed, value) : (StepStatus.Failed, 0);
            }
        }

        return (statuses, values);
    }

    private long? ValueOf(int step, long input) => _works[step] switch
    {
        Work.Leaf => Next(input, 3),
        Work.Pause => ((_needs[step].Length == 1 ? input : input % Modulus) + Answer(Outputs[step].Path)) % Modulus,
        Work.Pipeline => _parts[step].Select(static (part, index) => (part, index)).Aggregate((long?)Next(input % Modulus, 3), (value, at) => value switch
        {
            null => null,
            { } one => at.part switch
            {
                Part.Leaf or Part.Flaky => Next(one, 3),
                Part.FallBack => Next(one, 5),
                Part.Map => (Next(one, 3) + Next(one + 1, 3) + Next(one + 2, 3)) % Modulus,
                Part.Ask => (one + Answer($"{Outputs[step].Path}/part{at.index}")) % Modulus,
                _ => null,
            },
        }),
        _ => null,
    };
}
