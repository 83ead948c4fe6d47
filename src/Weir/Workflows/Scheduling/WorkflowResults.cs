using System.Collections;

namespace Weir;

/// <summary>The results of the steps of a run that has ended, each made when it is read first.</summary>
internal sealed class WorkflowResults(WorkflowGraph graph, IReadOnlyList<Stage> stages, TimeProvider time, StepOutcome[] outcomes, Register[] outputs)
    : IReadOnlyList<StepResult>
{
    private readonly StepResult?[] _made = new StepResult?[outcomes.Length];

    public int Count => outcomes.Length;

    public StepResult this[int index] => Volatile.Read(ref _made[index]) ?? Interlocked.CompareExchange(ref _made[index], Make(index), null) ?? _made[index]!;

    /// <summary>Keeps a result that was made while the run went on.</summary>
    public void Set(int index, StepResult result) => _made[index] = result;

    /// <param name="hasTimedOut">Whether a stage took too long.</param>
    public IReadOnlyList<StageResult> OfStages(Func<int, bool> hasTimedOut)
    {
        var steps = stages.Select(static stage => new List<StepResult>(stage.StepNames.Count)).ToArray();
        var times = new (long First, long Last)?[steps.Length];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var stage = graph.Nodes[i].Stage;
            steps[stage].Add(this[i]);
            if (outcomes[i] is { Attempts: > 0 } outcome)
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
        for (var i = 0; i < outcomes.Length; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private StepResult Make(int index)
    {
        ref var outcome = ref outcomes[index];
        var node = graph.Nodes[index];
        var stage = stages[node.Stage];
        var record = new StepRecord
        {
            Output = outputs[index],
            Ended = outcome.Ended,
            Detail = outcome.Detail,
            Attempts = outcome.Attempts,
            Status = outcome.Status,
        };
        return new StepResults(time, stage.Name).Of(node.Plan.Nodes[0], record, outcome.Started, new StepAddress(stage.Address, node.Name));
    }
}
