using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>Which step of a file needs which: those that its expressions read, those in <c>needs</c>, and all of the stage before a barrier.</summary>
internal sealed class StepGraph
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<int[]> _needs = [];

    /// <param name="document">The file; names that stand twice count once, names that are not there do not count.</param>
    public StepGraph(WorkflowDocument document)
    {
        foreach (var step in document.Steps)
        {
            _indexes.TryAdd(step.Name.Text, _indexes.Count);
        }

        _names.AddRange(_indexes.Keys);
        StageDocument? before = null;
        var barriers = new List<int[]>();
        _needs.AddRange(Enumerable.Repeat<int[]>([], _names.Count));
        foreach (var stage in document.Stages)
        {
            // One node stands for each barrier: that all of one stage need all of another would be edges without end.
            var barrier = stage.IsBarrier && before is not null ? _names.Count + barriers.Count : -1;
            if (barrier >= 0)
            {
                barriers.Add([.. before!.Steps.Select(step => _indexes[step.Name.Text])]);
            }

            foreach (var step in stage.Steps)
            {
                var needs = NeedsOf(step).Where(_indexes.ContainsKey).Select(name => _indexes[name]);
                _needs[_indexes[step.Name.Text]] = [.. barrier >= 0 ? needs.Append(barrier) : needs];
            }

            before = stage;
        }

        _needs.AddRange(barriers);
        _names.AddRange(document.Stages.Skip(1).Where(static stage => stage.IsBarrier).Select(static stage => $"the barrier before '{stage.Name.Text}'"));
    }

    /// <summary>What a step needs, each once: what its expressions read first.</summary>
    public static IEnumerable<string> NeedsOf(StepDocument step) =>
        ReadsOf(step).Concat(step.Needs.Select(static need => need.Text)).Distinct(StringComparer.Ordinal);

    /// <summary>What the expressions of a step read.</summary>
    public static IEnumerable<string> ReadsOf(StepDocument step) => ValuesOf(step).SelectMany(static value => value.Expressions).Select(static part => part switch
    {
        OutputRead output => output.Step,
        StatusRead status => status.Step,
        _ => null,
    }).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>A circle, its first step last again; null: there is none.</summary>
    public IReadOnlyList<string>? FindCycle()
    {
        var states = new byte[_needs.Count];
        var path = new Stack<(int Node, int Next)>();
        for (var start = 0; start < states.Length; start++)
        {
            if (states[start] == 0)
            {
                states[start] = 1;
                path.Push((start, 0));
            }

            while (path.TryPop(out var at))
            {
                if (at.Next == _needs[at.Node].Length)
                {
                    states[at.Node] = 2;
                    continue;
                }

                path.Push((at.Node, at.Next + 1));
                var need = _needs[at.Node][at.Next];
                if (states[need] == 1)
                {
                    // A step needs what stands before it in the path: read backwards it is the order of the arrows.
                    return [.. path.Reverse().Select(static entry => entry.Node).SkipWhile(node => node != need).Append(need).Select(node => _names[node])];
                }

                if (states[need] == 0)
                {
                    states[need] = 1;
                    path.Push((need, 0));
                }
            }
        }

        return null;
    }

    private static IEnumerable<ValueTemplate> ValuesOf(StepDocument step)
    {
        IEnumerable<ValueTemplate?> own = [step.If, step.ForEach];
        return own.OfType<ValueTemplate>().Concat(step.Calls.SelectMany(static call => call.With.Select(static entry => entry.Value)));
    }
}
