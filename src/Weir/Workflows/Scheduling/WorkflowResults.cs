using System.Collections;

namespace Weir;

/// <summary>The results of the steps of a run that has ended, each made when it is read first.</summary>
internal sealed partial class WorkflowResults(WorkflowGraph graph, IReadOnlyList<Stage> stages, TimeProvider time, long began, RunArrays arrays)
    : IReadOnlyList<StepResult>
{
    private RunArrays? _arrays = arrays;

    public int Count => graph.Nodes.Length;

    public StepResult this[int index] => Volatile.Read(ref Made[index]) ?? Interlocked.CompareExchange(ref Made[index], Make(index), null) ?? Made[index]!;

    private RunArrays Arrays => Volatile.Read(ref _arrays) ?? throw new ObjectDisposedException(nameof(Run), "The run was disposed; read its results before that.");

    private StepOutcome[] Outcomes => Arrays.Outcomes;

    private StepResult?[] Made => Arrays.Results;

    /// <summary>Gives up what the results are made of; whoever still has them is told so. Null: that was done before.</summary>
    public RunArrays? Detach() => Interlocked.Exchange(ref _arrays, null);

    /// <summary>Keeps a result that was made while the run went on.</summary>
    public void Set(int index, StepResult result) => Made[index] = result;

    /// <param name="hasTimedOut">Whether a stage took too long.</param>
    public IReadOnlyList<StageResult> OfStages(Func<int, bool> hasTimedOut)
    {
        var steps = stages.Select(static stage => new List<StepResult>(stage.StepNames.Count)).ToArray();
        var times = new (long First, long Last)?[steps.Length];
        for (var i = 0; i < Count; i++)
        {
            var stage = graph.Nodes[i].Stage;
            steps[stage].Add(this[i]);
            if (Outcomes[i] is { Attempts: > 0 } outcome)
            {
                var (first, last) = times[stage] ?? (outcome.Started, outcome.Ended);
                times[stage] = (Math.Min(first, outcome.Started), Math.Max(last, outcome.Ended));
            }
        }

        return [.. stages.Select((stage, i) => new StageResult(
            stage.Name,
            times[i] is var (began, ended) ? time.GetElapsedTime(began, ended) : TimeSpan.Zero,
            steps[i],
            hasTimedOut(i),
            stage.Options.AllowPartialFailure))];
    }

    public IEnumerator<StepResult> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private StepResult Make(int index)
    {
        ref var outcome = ref Outcomes[index];
        var node = graph.Nodes[index];
        var stage = stages[node.Stage];
        var record = new StepRecord
        {
            Output = Arrays.Outputs[index],
            Ended = outcome.Ended,
            Detail = outcome.Detail,
            Attempts = outcome.Attempts,
            Status = outcome.Status,
        };
        return new StepResults(time, began, stage.Name).Of(node.Plan.Nodes[0], record, outcome.Started, new StepAddress(stage.Address, node.Name));
    }
}
