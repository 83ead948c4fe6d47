using System.Collections.Immutable;
using System.Globalization;

namespace Weir.Tests.Pipelines.Randomized;

/// <summary>What must become of a random pipeline, by the plainest of rules: one thing after the other, and all by recursion.</summary>
internal sealed class Reference
{
    private readonly List<string> _lines = [];
    private Usage _usage;

    private Reference(Scenario scenario)
    {
        State = scenario.HasState ? new Notes([]) : null;
        Result = Steps("root", scenario.Steps, scenario.Input, State, 0);
        Usage = _usage;
    }

    public Ended Result { get; }

    public Notes? State { get; }

    public Usage Usage { get; }

    public int Attempts { get; private set; }

    public SortedDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>One line for each step, those inside another indented.</summary>
    public string Text => string.Join('\n', _lines);

    public static Reference Of(Scenario scenario) => new(scenario);

    public static int Sum(IEnumerable<int> values) => values.Aggregate(17, static (sum, value) => unchecked((sum * 3) + value));

    public static ImmutableList<string> MergeOwn(ImmutableList<string> before, IReadOnlyList<ImmutableList<string>> forks) =>
        before.Add($"{forks.Count} forks").AddRange(forks.Reverse().SelectMany(static fork => fork.TakeLast(2)));

    public static string Line(
        int depth, string path, StepStatus status, int attempts, Usage usage, string? output, string? error, string? feedback, string? fellBackTo, string? reason) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{new string(' ', depth)}{path} {status} ×{attempts} {usage.Tokens}/{usage.Cost:0.##} = {output} ! {error} : {feedback} | {fellBackTo} ({reason})");

    private Ended Steps(string parent, IEnumerable<Shape> steps, int value, Notes? state, int depth)
    {
        var ended = new Ended(value, null);
        string? failed = null;
        string? before = null;
        foreach (var (name, run) in steps.SelectMany(step => Nodes(step, parent, state, depth)))
        {
            if (failed is not null)
            {
                var reason = before == failed ? $"needs '{failed}', which failed" : $"needs '{before}', which was skipped because '{failed}' failed";
                Note(depth, $"{parent}/{name}", StepStatus.Skipped, 0, default, null, null, null, null, reason);
            }
            else
            {
                ended = run(ended.Value);
                failed = ended.Failure is null ? null : name;
            }

            before = name;
        }

        return ended;
    }

    /// <summary>The steps that a shape is translated to.</summary>
    private IEnumerable<(string Name, Func<int, Ended> Run)> Nodes(Shape shape, string parent, Notes? state, int depth)
    {
        var path = $"{parent}/{shape.Name}";
        if (shape is Leaf leaf)
        {
            yield return (shape.Name, value => Run(leaf, path, value, state, depth));
            yield break;
        }

        var outputs = new List<int>();
        yield return (shape.Name, value => Noted(depth, path, shape is Mapping or Fan ? outputs : null, () => shape switch
        {
            Group group => Steps(path, group.Steps, value, state ?? (group.HasState ? new Notes([]) : null), depth + 1),
            Choice choice => Run(choice, path, value, state, depth + 1),
            Turning loop => Run(loop, path, value, state, depth + 1),
            Mapping map => Run(map, path, value, state, depth + 1, outputs),
            Fan fan => Run(fan, path, value, state, depth + 1, outputs),
            _ => throw new ArgumentException(shape.Name),
        }));
        if (shape is Mapping or Fan)
        {
            yield return ($"{shape.Name} sum", _ => Noted(depth, $"{path} sum", null, () =>
            {
                Attempts++;
                return new Ended(Sum(outputs), null);
            }));
        }
    }

    private Ended Run(Leaf leaf, string path, int value, Notes? state, int depth)
    {
        var usage = _usage;
        var (attempt, feedback) = (0, (string?)null);
        Failure? original = null;
        for (var target = leaf; ; target = target.FallBack)
        {
            Failure? failure = null;
            for (var i = 0; i < target.Attempts; i++)
            {
                attempt++;
                var turn = target.TurnOf(value, target.Way == Way.Function ? 1 : attempt);
                Call(target, target.Way == Way.Function ? "" : path, turn, attempt);
                if (target.Updates)
                {
                    var note = target.Note(attempt, value, feedback);
                    state?.Update(notes => notes.Add(note));
                }

                var output = target.Compute(value);
                failure = FailureOf(target, turn) ?? (target.Accepts(output) ? null : new Failure("StepFailedException", "validator 'check': refused"));
                if (failure is null or { IsSignal: true })
                {
                    Note(
                        depth, path, failure is null ? StepStatus.Completed : StepStatus.Failed, attempt, Since(usage), failure is null ? $"{output}" : null, failure?.Type,
                        failure?.Feedback ?? original?.Feedback ?? feedback, failure is not null || target == leaf ? null : target.Name, null);
                    return new Ended(output, failure);
                }

                feedback = failure.Feedback;
            }

            failure = original is null
                ? failure
                : new Failure("FallBackFailedException", $"{original.Feedback}\nThe fall-back '{target.Name}' failed too: {failure!.Feedback}");
            if (target.FallBack is null)
            {
                Note(depth, path, StepStatus.Failed, attempt, Since(usage), null, failure!.Type, failure.Feedback, null, null);
                return new Ended(0, failure);
            }

            original = failure;
            feedback = failure!.Feedback;
        }
    }

    private static Failure? FailureOf(Leaf leaf, Turn turn) => turn.Act switch
    {
        Act.Value => null,
        Act.Fail => new Failure("StepFailedException", $"{leaf.Name} failed"),
        Act.Signal => new Failure("ControlSignalException", $"{leaf.Name} signals", IsSignal: true),
        _ => new Failure("InvalidOperationException", $"{leaf.Name} threw"),
    };

    private Ended Run(Choice choice, string path, int value, Notes? state, int depth)
    {
        if (Tripped(() => choice.Choose(value), "condition", choice.Name) is { } failure)
        {
            return new Ended(0, failure);
        }

        var chosen = choice.Choose(value);
        var inner = $"{path}/{choice.NameOf(chosen)}";
        return Noted(depth, inner, null, () => Steps(inner, choice.Cases[chosen], value, state, depth + 1));
    }

    private Ended Run(Turning loop, string path, int value, Notes? state, int depth)
    {
        for (var turn = 1; turn <= loop.MaxTurns; turn++)
        {
            var (inner, input) = ($"{path}#{turn}", value);
            var ended = Noted(depth, inner, null, () => Steps(inner, loop.Body, input, state, depth + 1));
            if (ended.Failure is not null)
            {
                return ended;
            }

            value = ended.Value;
            if (Tripped(() => loop.IsOver(value), "exit condition", loop.Name) is { } failure)
            {
                return new Ended(0, failure);
            }

            if (loop.IsOver(value))
            {
                return ended;
            }
        }

        var turns = loop.MaxTurns == 1 ? "1 turn" : $"{loop.MaxTurns} turns";
        return new Ended(0, new Failure("StepFailedException", $"The loop '{loop.Name}' made {turns} and its exit condition did not come true."));
    }

    private Ended Run(Mapping map, string path, int value, Notes? state, int depth, List<int> outputs)
    {
        if (Tripped(() => map.Items(value), "selector of items", map.Name) is { } tripped)
        {
            return new Ended(0, tripped);
        }

        var policy = map.Ignores ? FailurePolicy.Ignore : FailurePolicy.Propagate;
        var parts = map.Items(value).Select((item, i) => new Part($"[{i}]", notes =>
        {
            var inner = $"{path}[{i}]";
            return map.IsStep ? Run((Leaf)map.Body[0], inner, item, notes, depth) : Noted(depth, inner, null, () => Steps(inner, map.Body, item, notes, depth + 1));
        }));
        return Spread([.. parts], policy, Merging.Merge, state, outputs, allMayFail: true, map.Name);
    }

    private Ended Run(Fan fan, string path, int value, Notes? state, int depth, List<int> outputs)
    {
        var chosen = Enumerable.Range(0, fan.Branches.Length);
        if (fan.Router is { } router)
        {
            var routed = Run(router, $"{path}/{router.Name}", value, state, depth, fan.Choose(value));
            if (routed.Failure is not null)
            {
                return routed;
            }

            chosen = chosen.Where(i => fan.Choose(value).Contains(Fan.NameOf(i)));
        }

        var parts = chosen.Select(i => new Part(Fan.NameOf(i), notes =>
        {
            var inner = $"{path}/{Fan.NameOf(i)}";
            return Noted(depth, inner, null, () => Steps(inner, fan.Branches[i], value, notes, depth + 1));
        }));
        return Spread([.. parts], fan.Policy, fan.Merging, state, outputs, allMayFail: false, fan.Name);
    }

    /// <summary>A router: a leaf that is called once and gives names.</summary>
    private Ended Run(Leaf router, string path, int value, Notes? state, int depth, string[] chosen)
    {
        var usage = _usage;
        var turn = router.TurnOf(value, 1);
        Call(router, path, turn, 1);
        if (router.Updates)
        {
            state?.Update(notes => notes.Add(router.Note(1, value, null)));
        }

        var failure = FailureOf(router, turn);
        Note(
            depth, path, failure is null ? StepStatus.Completed : StepStatus.Failed, 1, Since(usage),
            failure is null ? $"[{string.Join(',', chosen)}]" : null, failure?.Type, failure?.Feedback, null, null);
        return new Ended(0, failure);
    }

    private static Ended Spread(
        Part[] parts, FailurePolicy policy, Merging merging, Notes? state, List<int> outputs, bool allMayFail, string name)
    {
        var forks = new List<Notes>();
        var failures = new List<(string Name, Failure Failure)>();
        foreach (var part in parts)
        {
            var fork = state?.Fork();
            var ended = part.Run(fork);
            if (ended.Failure is { IsSignal: true })
            {
                return ended;
            }

            if (ended.Failure is { } failure)
            {
                failures.Add((part.Name, failure));
                if (policy == FailurePolicy.Propagate)
                {
                    return ended;
                }

                continue;
            }

            outputs.Add(ended.Value);
            if (fork is not null)
            {
                forks.Add(fork);
            }

            if (policy == FailurePolicy.FirstSuccess)
            {
                break;
            }
        }

        if (!allMayFail && failures.Count > 0 && failures.Count == parts.Length)
        {
            var all = string.Join("; ", failures.Select(static f => $"'{f.Name}': {f.Failure.Feedback}"));
            return new Ended(0, new Failure("StepFailedException", $"All branches of '{name}' failed. {all}"));
        }

        state?.Merge(merging, forks);
        return new Ended(0, null);
    }

    private static Failure? Tripped(Action call, string part, string name)
    {
        try
        {
            call();
            return null;
        }
        catch (FormatException error)
        {
            return new Failure("StepPartException", $"The {part} of the step '{name}' threw FormatException: {error.Message}");
        }
    }

    private void Call(Leaf leaf, string path, Turn turn, int attempt)
    {
        var key = $"{path}|{leaf.Name}";
        Calls[key] = Calls.GetValueOrDefault(key) + 1;
        Attempts++;
        if (turn.Tokens > 0)
        {
            _usage += new Usage(turn.Tokens, attempt, 0.5m);
        }
    }

    private Usage Since(Usage before) => new(
        _usage.InputTokens - before.InputTokens, _usage.OutputTokens - before.OutputTokens, _usage.Cost - before.Cost);

    /// <summary>Notes a step, before those inside it.</summary>
    private Ended Noted(int depth, string path, List<int>? outputs, Func<Ended> run)
    {
        var (place, usage) = (_lines.Count, _usage);
        var ended = run();
        var failure = ended.Failure;
        var output = failure is not null ? null : outputs is null ? $"{ended.Value}" : $"[{string.Join(',', outputs)}]";
        var line = Line(
            depth, path, failure is null ? StepStatus.Completed : StepStatus.Failed, 1, Since(usage), output, failure?.Type, failure?.Feedback, null, null);
        _lines.Insert(place, line);
        return ended;
    }

    private void Note(
        int depth, string path, StepStatus status, int attempts, Usage usage, string? output, string? error, string? feedback, string? fellBackTo, string? reason) =>
        _lines.Add(Line(depth, path, status, attempts, usage, output, error, feedback, fellBackTo, reason));

    /// <summary>How something ended: with a value, or a failure.</summary>
    internal sealed record Ended(int Value, Failure? Failure);

    internal sealed record Failure(string Type, string Feedback, bool IsSignal = false);

    /// <summary>One item or branch.</summary>
    private sealed record Part(string Name, Func<Notes?, Ended> Run);

    /// <summary>A state and the changes made to it.</summary>
    internal sealed class Notes(ImmutableList<string> value)
    {
        private readonly List<Func<ImmutableList<string>, ImmutableList<string>>> _changes = [];

        public ImmutableList<string> Value { get; private set; } = value;

        public void Update(Func<ImmutableList<string>, ImmutableList<string>> change)
        {
            Value = change(Value);
            _changes.Add(change);
        }

        public Notes Fork() => new(Value);

        public void Merge(Merging merging, List<Notes> forks)
        {
            switch (merging)
            {
                case Merging.Merge:
                    forks.SelectMany(static fork => fork._changes).ToList().ForEach(Update);
                    break;
                case Merging.Own:
                    var (before, all) = (Value, forks.Select(static fork => fork.Value).ToArray());
                    Update(_ => MergeOwn(before, all));
                    break;
                case Merging.Overwrite or Merging.KeepFirst:
                    var changed = forks.Where(static fork => fork._changes.Count > 0);
                    if ((merging == Merging.KeepFirst ? changed.FirstOrDefault() : changed.LastOrDefault()) is { } taken)
                    {
                        Update(_ => taken.Value);
                    }

                    break;
                default:
                    break;
            }
        }
    }
}
