namespace Weir.Tests.Workflows.Randomized;

/// <summary>A workflow drawn from a seed, a body that notes what happens, and a reference that says what must.</summary>
internal sealed class RandomGraph
{
    public const int ResourceLimit = 3;

    private readonly List<RandomStep> _steps = [];
    private readonly List<StageOptions> _stages = [];

    /// <param name="seed">What it is drawn from.</param>
    /// <param name="mayStop">Whether failures may stop the run or a stage, so that not every status is certain.</param>
    public RandomGraph(int seed, bool mayStop)
    {
        var random = new Random(seed);
        var stages = random.Next(1, 5);
        for (var i = 0; i < stages; i++)
        {
            _stages.Add(new StageOptions
            {
                MaxParallel = random.Next(3) == 0 ? random.Next(1, 4) : null,
                IsBarrier = random.Next(3) == 0,
                FailFast = mayStop && random.Next(3) == 0,
            });
        }

        // Steps of a stage with a barrier may be needed by later stages only, so that there is no circle.
        for (var i = 0; i < random.Next(stages, 30); i++)
        {
            _steps.Add(Draw(random, i, i < stages ? i : random.Next(stages), mayStop));
        }
    }

    public IReadOnlyList<RandomStep> Steps => _steps;

    public IReadOnlyList<StageOptions> Stages => _stages;

    /// <summary>How each step must end where nothing stops the run.</summary>
    public StepStatus[] Expected()
    {
        var expected = new StepStatus[_steps.Count];
        foreach (var step in _steps)
        {
            expected[step.Index] = step.All.Any(need => Bars(step, need, expected)) ? StepStatus.Skipped
                : step.ConditionThrows ? StepStatus.Failed
                : step.Condition == false ? StepStatus.Skipped
                : step.Ending;
        }

        return expected;
    }

    /// <summary>Whether a step must not start because of how one that it needs ended.</summary>
    public bool Bars(RandomStep step, int need, IReadOnlyList<StepStatus> statuses) => statuses[need] switch
    {
        StepStatus.Completed => false,
        StepStatus.Failed or StepStatus.Skipped or StepStatus.Cancelled => _steps[need].OnFailure != StepFailureAction.Continue || step.Takes.Contains(need),
        _ => true,
    };

    /// <summary>Builds it.</summary>
    /// <param name="log">What its bodies tell.</param>
    public Workflow Build(GraphLog log)
    {
        var builder = Workflow.Create("w").LimitResource("r", ResourceLimit);
        var stages = _stages.Select((options, i) => builder.AddStage($"stage{i}", options)).ToArray();
        var outputs = new StepOutput<int>[_steps.Count];
        foreach (var step in _steps)
        {
            outputs[step.Index] = Add(stages[step.Stage], step, outputs, log);
            builder.Configure(outputs[step.Index], rules =>
            {
                rules.OnFailure(step.OnFailure);
                if (step.Condition is { } holds)
                {
                    rules.When([], _ => step.ConditionThrows ? throw Some.Failure() : holds);
                }

                if (step.Amount > 0)
                {
                    rules.Uses("r", step.Amount);
                }
            });
        }

        return builder.Build();
    }

    private static StepOutput<int> Add(StageBuilder stage, RandomStep step, StepOutput<int>[] outputs, GraphLog log)
    {
        StepOutput[] reads = [.. step.Reads.Select(need => outputs[need])];
        StepOutput[] needs = [.. step.Needs.Select(need => outputs[need])];
        if (step.Takes is [var taken])
        {
            return stage.AddStep(
                step.Name, outputs[taken], Step.From<int, int>(step.Name, (_, context) => log.RunAsync(step, context)), step.Behaviour == Behaviour.Hangs ? Hang : Retry, [.. reads, .. needs]);
        }

        return step.IsForEach
            ? stage.AddForEach(
                step.Name, reads, static _ => Enumerable.Range(0, RandomStep.Items), Step.From<ForEachItem<int>, int>(step.Name, (item, context) => log.RunItemAsync(step, item.Index, context)), 0, static (sum, x) => sum + x, null, needs)
            : stage.AddStep(step.Name, reads, (_, context) => log.RunAsync(step, context), step.Behaviour == Behaviour.Hangs ? Hang : Retry, needs);

        static void Retry<TIn>(StepBuilder<TIn, int> how) => how.Retry(RandomStep.Attempts);

        static void Hang<TIn>(StepBuilder<TIn, int> how) => how.AttemptTimeout(TimeSpan.FromMilliseconds(5));
    }

    private RandomStep Draw(Random random, int index, int stage, bool mayStop)
    {
        // Stages are numbered so that whatever is needed stands in the same stage or one before.
        var before = _steps.Where(step => step.Stage <= stage).Select(static step => step.Index).ToArray();
        random.Shuffle(before);
        var behaviour = random.Next(100) switch
        {
            < 40 => Behaviour.Works,
            < 65 => Behaviour.Waits,
            < 75 => Behaviour.Fails,
            < 83 => Behaviour.FailsFirst,
            < 86 => Behaviour.Hangs,
            < 95 => Behaviour.ForEach,
            _ => Behaviour.ForEachFails,
        };
        var takes = random.Next(3) == 0 && behaviour is not (Behaviour.ForEach or Behaviour.ForEachFails) ? before[..Math.Min(1, before.Length)] : [];
        var condition = random.Next(8);
        return new RandomStep(index, stage, behaviour, takes, before[takes.Length..Math.Min(before.Length, takes.Length + random.Next(3))], before.Length > 5 && random.Next(2) == 0 ? [before[5]] : [])
        {
            OnFailure = random.Next(4) == 0 ? StepFailureAction.Continue : mayStop && random.Next(10) == 0 ? StepFailureAction.Stop : StepFailureAction.SkipDependents,
            Condition = condition < 2 ? condition == 0 : null,
            ConditionThrows = condition == 0 && random.Next(3) == 0,
            Amount = random.Next(4) == 0 ? random.Next(1, ResourceLimit + 1) : 0,
        };
    }
}
