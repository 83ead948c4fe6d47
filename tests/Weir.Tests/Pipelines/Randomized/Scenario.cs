namespace Weir.Tests.Pipelines.Randomized;

/// <summary>A whole random pipeline and its input.</summary>
internal sealed record Scenario(Shape[] Steps, bool HasState, int Kind, int Input)
{
    public const int Kinds = 4;

    public override string ToString() =>
        $"kind {Kind}, input {Input}{(HasState ? ", state" : "")}: {string.Join(" ", (IEnumerable<Shape>)Steps)}";

    /// <summary>Draws one.</summary>
    public static Scenario Draw(int seed, int size, bool isFree = false)
    {
        var drawing = new Drawing(seed, Math.Clamp(size, 3, 40), isFree);
        return new Scenario(drawing.Sequence(3), drawing.Chance(60), drawing.Next(Kinds), drawing.Next(1000));
    }

    /// <summary>Smaller ones: without a step, or with what is inside a step in its place.</summary>
    public IEnumerable<Scenario> Shrink()
    {
        foreach (var steps in Smaller(Steps))
        {
            yield return this with { Steps = steps };
        }

        if (Kind != 0)
        {
            yield return this with { Kind = 0 };
        }

        if (HasState)
        {
            yield return this with { HasState = false };
        }
    }

    private static IEnumerable<Shape[]> Smaller(Shape[] steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps.Length > 1)
            {
                yield return [.. steps[..i], .. steps[(i + 1)..]];
            }

            var inner = steps[i].Inner.ToArray();
            if (inner.Length > 0)
            {
                yield return [.. steps[..i], .. inner, .. steps[(i + 1)..]];
            }

            foreach (var smaller in Smaller(steps[i]))
            {
                yield return [.. steps[..i], smaller, .. steps[(i + 1)..]];
            }
        }
    }

    private static IEnumerable<Shape> Smaller(Shape shape) => shape switch
    {
        Leaf leaf => Smaller(leaf),
        Group group => Smaller(group.Steps).Select(steps => group with { Steps = steps }),
        Turning turning => Smaller(turning.Body).Select(body => turning with { Body = body }),
        Mapping { IsStep: true } map => Smaller(map.Body[0]).Select(body => map with { Body = [body] }),
        Mapping map => Smaller(map.Body).Select(body => map with { Body = body }),
        Choice choice => SmallerParts(choice.Cases).Select(cases => choice with { Cases = cases }),
        Fan fan => SmallerParts(fan.Branches).Select(branches => fan with { Branches = branches }),
        _ => [],
    };

    private static IEnumerable<Shape[][]> SmallerParts(Shape[][] parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts.Length > 1)
            {
                yield return [.. parts[..i], .. parts[(i + 1)..]];
            }

            foreach (var smaller in Smaller(parts[i]))
            {
                yield return [.. parts[..i], smaller, .. parts[(i + 1)..]];
            }
        }
    }

    private static IEnumerable<Leaf> Smaller(Leaf leaf)
    {
        if (leaf.FallBack is not null)
        {
            yield return leaf with { FallBack = null };
        }

        if (leaf.Attempts > 1)
        {
            yield return leaf with { Attempts = 1 };
        }

        if (leaf.IsChecked)
        {
            yield return leaf with { Refuses = 0 };
        }

        for (var i = 0; i < leaf.Turns.Length && leaf.Turns.Length > 1; i++)
        {
            yield return leaf with { Turns = [.. leaf.Turns[..i], .. leaf.Turns[(i + 1)..]] };
        }

        if (leaf.Turns is not [{ Act: Act.Value, Yields: 0 }])
        {
            yield return leaf with { Turns = [new Turn(Act.Value, 0, 0)] };
        }
    }
}
