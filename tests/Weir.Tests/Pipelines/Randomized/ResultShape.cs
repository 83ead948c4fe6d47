namespace Weir.Tests.Pipelines.Randomized;

/// <summary>Checks that results have the shape of their pipeline: each declared step once, whatever became of it.</summary>
internal sealed class ResultShape
{
    /// <summary>The results of all that is called, each with its leaf; null for the sums.</summary>
    public List<(Leaf? Leaf, StepResult Result)> Calls { get; } = [];

    public Usage Check(Shape[] steps, IReadOnlyList<StepResult> results)
    {
        Assert.Equal(steps.SelectMany(NamesOf), results.Select(static result => result.Name));
        var usage = default(Usage);
        var place = 0;
        foreach (var step in steps)
        {
            Check(step, results[place++]);
            if (step is Mapping or Fan)
            {
                Calls.Add((null, results[place++]));
            }
        }

        return results.Aggregate(usage, static (sum, result) => sum + result.Usage);
    }

    private static string[] NamesOf(Shape step) => step is Mapping or Fan ? [step.Name, $"{step.Name} sum"] : [step.Name];

    private void Check(Shape step, StepResult result)
    {
        if (step is Leaf leaf)
        {
            Assert.Empty(result.Steps);
            Calls.Add((leaf, result));
            return;
        }

        Assert.InRange(result.Attempts, result.Steps.Count == 0 ? 0 : 1, 1);
        if (result.Steps.Count == 0)
        {
            Assert.Equal(default, result.Usage);
            return;
        }

        var path = result.Path;
        var inside = step switch
        {
            Group group => Check(group.Steps, result.Steps),
            Choice choice => CheckParts(result, [.. choice.Cases.Select((part, i) => ($"{path}/{choice.NameOf(i)}", part))], isOne: true),
            Turning loop => CheckParts(result, [.. Enumerable.Range(1, loop.MaxTurns).Select(turn => ($"{path}#{turn}", loop.Body))]),
            Mapping map => CheckParts(result, [.. Enumerable.Range(0, map.Count).Select(item => ($"{path}[{item}]", map.Body))], map.IsStep),
            Fan fan => Check(fan, result),
            _ => default,
        };
        Assert.Equal(result.Usage, inside);
    }

    private Usage Check(Fan fan, StepResult result)
    {
        var parts = fan.Branches.Select((part, i) => ($"{result.Path}/{Fan.NameOf(i)}", part)).ToList();
        if (fan.Router is { } router)
        {
            parts.Insert(0, ($"{result.Path}/{router.Name}", [router]));
        }

        return CheckParts(result, parts);
    }

    /// <summary>Each part at most once, in the order of declaration.</summary>
    private Usage CheckParts(StepResult result, List<(string Path, Shape[] Steps)> parts, bool isStep = false, bool isOne = false)
    {
        var last = -1;
        Assert.True(!isOne || result.Steps.Count == 1);
        foreach (var inner in result.Steps)
        {
            var place = parts.FindIndex(part => part.Path == inner.Path);
            Assert.True(place > last, $"{inner.Path} stands there twice, or in a wrong place");
            last = place;
            if (isStep || parts[place].Steps is [Leaf { Name: var name }] && inner.Path == $"{result.Path}/{name}")
            {
                Check(parts[place].Steps[0], inner);
            }
            else
            {
                Assert.Equal(Check(parts[place].Steps, inner.Steps), inner.Usage);
            }
        }

        return result.Steps.Aggregate(default(Usage), static (sum, inner) => sum + inner.Usage);
    }
}
