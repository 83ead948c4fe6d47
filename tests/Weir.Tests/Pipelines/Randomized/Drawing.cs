namespace Weir.Tests.Pipelines.Randomized;

/// <summary>Draws random steps; the same for the same seed.</summary>
internal sealed class Drawing(int seed, int size, bool isFree)
{
    private readonly Random _random = new(seed);

    // Some pipelines never fail, some never wait, so that long ones come to their end and fast ways are taken.
    private readonly int _failures = seed % 3 == 0 ? 0 : 12;
    private readonly int _waits = seed % 5 == 0 ? 0 : 30;
    private int _budget = size;
    private int _names;

    public int Next(int limit) => _random.Next(limit);

    public bool Chance(int percent) => _random.Next(100) < percent;

    /// <summary>Steps one after the other, at least one.</summary>
    public Shape[] Sequence(int depth)
    {
        var steps = new List<Shape>();
        var count = 1 + Next(depth + 1);
        for (var i = 0; i < count; i++)
        {
            steps.Add(One(depth));
        }

        return [.. steps];
    }

    private string Name(string kind) => $"{kind}{_names++}";

    private Shape One(int depth)
    {
        _budget--;
        if (depth == 0 || _budget <= 0 || Chance(45))
        {
            return NewLeaf(1);
        }

        var inner = depth - 1;
        switch (Next(6))
        {
            case 0:
                return new Group(Name("group"), Sequence(inner), Chance(30));
            case 1:
                return new Choice(Name("choice"), Sequences(inner), Chance(50), Chance(_failures));
            case 2:
                return new Turning(Name("loop"), Sequence(inner), 1 + Next(3), 1 + Next(4), Chance(_failures));
            case 3:
                return new Mapping(Name("map"), Next(5), [NewLeaf(1)], true, Limit(), Chance(50), Chance(_failures)) { IsFree = isFree };
            case 4:
                return new Mapping(Name("map"), Next(4), Sequence(inner), false, Limit(), Chance(50), Chance(_failures)) { IsFree = isFree };
            default:
                var router = Chance(40) ? NewLeaf(0) with { Name = Name("router"), Way = (Way)(1 + Next(2)), Attempts = 1, Refuses = 0, FallBack = null } : null;
                return new Fan(Name("fan"), router, Sequences(inner), Limit(), (FailurePolicy)Next(3), (Merging)Next(5)) { IsFree = isFree };
        }
    }

    private Shape[][] Sequences(int depth)
    {
        var sequences = new List<Shape[]>();
        var count = 1 + Next(3);
        for (var i = 0; i < count; i++)
        {
            sequences.Add(Sequence(depth));
        }

        return [.. sequences];
    }

    private int? Limit() => Next(4) switch
    {
        0 => null,
        1 => 1,
        2 => 2,
        _ => 7,
    };

    private Leaf NewLeaf(int fallBacks)
    {
        var way = Chance(8) && _waits > 0 ? Way.Pool : (Way)Next(3);
        var turns = Enumerable.Range(0, 1 + Next(3)).Select(_ => NewTurn(way)).ToArray();
        return new Leaf(
            Name("leaf"), way, turns, way != Way.Function && Chance(50), Chance(50), Chance(30) ? 1 + Next(3) : 1, Chance(_failures) ? 1 + Next(4) : 0, Chance(_waits),
            fallBacks > 0 && Chance(15) ? NewLeaf(Chance(30) ? 1 : 0) with { Way = (Way)(1 + Next(2)) } : null);
    }

    private Turn NewTurn(Way way)
    {
        var fails = Chance(2 * _failures);
        if (way == Way.Function)
        {
            return new Turn(fails ? Act.Throw : Act.Value, 0, 0);
        }

        var act = !fails ? Act.Value : Chance(12) ? Act.Signal : (Act)(1 + Next(3));
        return new Turn(act, Chance(_waits) ? 1 + Next(2) : 0, Next(4));
    }
}
