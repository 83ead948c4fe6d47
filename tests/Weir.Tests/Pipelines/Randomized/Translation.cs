using System.Collections.Immutable;

namespace Weir.Tests.Pipelines.Randomized;

/// <summary>Makes a pipeline of a random one.</summary>
internal static class Translation<T, TKind>
    where TKind : IValueKind<T>
{
    public static Pipeline<T, T> Build(Scenario scenario, DurabilityOptions? durability = null) =>
        Build("root", scenario.Steps, scenario.HasState, scenario.HasState, durability);

    private static Pipeline<T, T> Build(string name, Shape[] steps, bool hasState, bool ownsState = false, DurabilityOptions? durability = null)
    {
        var builder = Pipeline.Create<T>(name);
        if (durability is not null)
        {
            builder = builder.Durable(durability);
        }

        // Who says how states are merged must say which; inside another pipeline it is that of the other.
        if (ownsState || (hasState && steps.OfType<Fan>().Any(static fan => fan.Merging != Merging.Merge)))
        {
            builder = builder.WithState(static () => ImmutableList<string>.Empty);
        }

        return steps.Aggregate(builder, (all, step) => Add(all, step, hasState)).Build();
    }

    private static PipelineBuilder<T, T> Add(PipelineBuilder<T, T> builder, Shape shape, bool hasState) => shape switch
    {
        Leaf leaf => builder.Then(StepOf(leaf, hasState), Configure(leaf, hasState)),
        Group group => builder.Then(Build(group.Name, group.Steps, hasState || group.HasState, group.HasState)),
        Choice choice => Add(builder, choice, hasState),
        Turning loop => builder.Loop(
            loop.Name, Build("body", loop.Body, hasState), value => loop.IsOver(TKind.ToNumber(value)), loop.MaxTurns),
        Mapping map => Add(builder, map, hasState),
        Fan fan => Add(builder, fan, hasState),
        _ => throw new ArgumentException(shape.Name),
    };

    private static Step<T, T> StepOf(Leaf leaf, bool hasState)
    {
        T Compute(int value) => TKind.From(leaf.Compute(value));
        var step = new LeafStep<T, TKind, T>(leaf, hasState, Compute);
        return leaf.Way switch
        {
            Way.Function => Step.From<T, T>(leaf.Name, input => LeafStep<T, TKind, T>.Call(leaf, input, Compute)),
            Way.Delegate => Step.From<T, T>(leaf.Name, step.RunAsync),
            _ => step,
        };
    }

    private static Action<StepBuilder<T, T>> Configure(Leaf leaf, bool hasState) => step =>
    {
        step.Retry(leaf.Attempts).Estimate(new Usage(10_000, 10_000, Leaf.MostCost));
        if (leaf.IsChecked && leaf.CheckWaits)
        {
            step.Validate("check", async (value, _) =>
            {
                await Task.Yield();
                return leaf.Accepts(TKind.ToNumber(value)) ? null : "refused";
            });
        }
        else if (leaf.IsChecked)
        {
            step.Validate("check", value => leaf.Accepts(TKind.ToNumber(value)) ? null : "refused");
        }

        if (leaf.FallBack is { } other)
        {
            step.FallBackTo(StepOf(other, hasState), Configure(other, hasState));
        }

        if (leaf.Way == Way.Pool)
        {
            step.RunOnPool();
        }
    };

    private static PipelineBuilder<T, T> Add(PipelineBuilder<T, T> builder, Choice choice, bool hasState)
    {
        var cases = choice.Cases.Select((steps, i) => ($"c{i}", Build($"c{i}", steps, hasState))).ToList();
        Pipeline<T, T>? otherwise = null;
        if (choice.HasOtherwise)
        {
            otherwise = cases[^1].Item2;
            if (cases.Count > 1)
            {
                cases.RemoveAt(cases.Count - 1);
            }
            else
            {
                // There must be a case, so this is one that is never chosen.
                cases[0] = ("never", otherwise);
            }
        }

        return builder.Branch(choice.Name, value => $"c{choice.Choose(TKind.ToNumber(value))}", cases, otherwise);
    }

    private static PipelineBuilder<T, T> Add(PipelineBuilder<T, T> builder, Mapping map, bool hasState)
    {
        var options = new MapOptions { MaxParallel = map.Limit, OnFailure = map.Ignores ? FailurePolicy.Ignore : FailurePolicy.Propagate };
        Func<T, IReadOnlyList<T>> items = map.Count % 2 == 0
            ? value => map.Items(TKind.ToNumber(value)).Select(TKind.From).ToList()
            : value => map.Items(TKind.ToNumber(value)).Select(TKind.From).ToArray();
        var mapped = map.IsStep && map.Body is [Leaf leaf]
            ? builder.Map(map.Name, items, StepOf(leaf, hasState), options, Configure(leaf, hasState))
            : builder.Map(map.Name, items, Build("item", map.Body, hasState), options);
        return mapped.Then($"{map.Name} sum", static values => TKind.From(Reference.Sum(values.Select(TKind.ToNumber))));
    }

    private static PipelineBuilder<T, T> Add(PipelineBuilder<T, T> builder, Fan fan, bool hasState)
    {
        var options = new BranchOptions { MaxParallel = fan.Limit, OnFailure = fan.Policy };
        if (hasState)
        {
            options = fan.Merging == Merging.Own
                ? options.MergeWith<ImmutableList<string>>(Reference.MergeOwn)
                : options with { Merge = Enum.Parse<MergePolicy>(fan.Merging.ToString()) };
        }

        var branches = fan.Branches.Select((steps, i) => (Fan.NameOf(i), Build("branch", steps, hasState))).ToArray();
        var fanned = fan.Router is { } router
            ? builder.Route(fan.Name, new LeafStep<T, TKind, IReadOnlyList<string>>(router, hasState, fan.Choose), branches, options)
            : builder.Parallel(fan.Name, branches, options);
        return fanned.Then($"{fan.Name} sum", static values => TKind.From(Reference.Sum(values.Values.Select(TKind.ToNumber))));
    }
}
