namespace Weir.Tests.Pipelines.Randomized;

/// <summary>What one call of a leaf does.</summary>
internal enum Act
{
    Value,
    Throw,
    ThrowLater,
    Fail,
    Signal,
}

/// <summary>How a leaf is given to the pipeline.</summary>
internal enum Way
{
    Function,
    Delegate,
    Class,
    Pool,
}

/// <summary>How branches merge their states.</summary>
internal enum Merging
{
    None,
    Overwrite,
    Merge,
    KeepFirst,
    Own,
}

/// <summary>One entry of the script of a leaf.</summary>
internal sealed record Turn(Act Act, int Yields, int Tokens)
{
    public override string ToString() => $"{Act}{(Yields > 0 ? $"~{Yields}" : "")}{(Tokens > 0 ? $"${Tokens}" : "")}";
}

/// <summary>One step of a random pipeline, as data. Every one takes a number and gives a number.</summary>
internal abstract record Shape(string Name)
{
    public virtual IEnumerable<Shape> Inner => [];

    public virtual bool CanFail => Inner.Any(static one => one.CanFail);

    public virtual bool CanSignal => Inner.Any(static one => one.CanSignal);

    public virtual bool CanWait => Inner.Any(static one => one.CanWait);

    public sealed override string ToString() => $"{Name}{Details}{string.Concat(Parts.Select(static part => $"{{{string.Join(" ", part)}}}"))}";

    protected virtual string Details => "";

    protected virtual IEnumerable<IEnumerable<Shape>> Parts => [];
}

internal sealed record Leaf(
    string Name, Way Way, Turn[] Turns, bool Updates, bool Listens, int Attempts, int Refuses, bool CheckWaits, Leaf? FallBack) : Shape(Name)
{
    /// <summary>The most that one attempt costs.</summary>
    public const decimal MostCost = 0.5m;

    public bool IsChecked => Refuses > 0;

    public override bool CanFail => Turns.Any(static turn => turn.Act != Act.Value) || IsChecked;

    public override bool CanSignal => Turns.Any(static turn => turn.Act == Act.Signal) || FallBack is { CanSignal: true };

    public override bool CanWait => Way == Way.Pool || Turns.Any(static turn => turn.Yields > 0) || (IsChecked && CheckWaits) || FallBack is { CanWait: true };

    protected override string Details =>
        $":{Way}({string.Join(",", (IEnumerable<Turn>)Turns)}){(Updates ? "+state" : "")}{(Listens ? "+token" : "")}×{Attempts}"
        + $"{(IsChecked ? $"?{Refuses}{(CheckWaits ? "~" : "")}" : "")}{(FallBack is null ? "" : $"|{FallBack}")}";

    public Turn TurnOf(int value, int attempt) => Turns[(int)((uint)(value + attempt - 1) % (uint)Turns.Length)];

    public int Compute(int value) => unchecked((value * 31) + Name.Length + Name[^1]);

    public bool Accepts(int value) => !IsChecked || (uint)value % 5 != (uint)Refuses;

    public string Note(int attempt, int value, string? feedback) => $"{Name}:{attempt}:{value}:{feedback}";
}

internal sealed record Group(string Name, Shape[] Steps, bool HasState) : Shape(Name)
{
    public override IEnumerable<Shape> Inner => Steps;

    protected override string Details => HasState ? "+state" : "";

    protected override IEnumerable<IEnumerable<Shape>> Parts => [Steps];
}

internal sealed record Choice(string Name, Shape[][] Cases, bool HasOtherwise, bool Trips) : Shape(Name)
{
    public override IEnumerable<Shape> Inner => Cases.SelectMany(static one => one);

    public override bool CanFail => Trips || base.CanFail;

    protected override string Details => $"{(HasOtherwise ? "+otherwise" : "")}{(Trips ? "+trips" : "")}";

    protected override IEnumerable<IEnumerable<Shape>> Parts => Cases;

    public int Choose(int value) => Tripping.Check(Trips, value, (int)((uint)value % (uint)Cases.Length));

    public string NameOf(int index) => HasOtherwise && index == Cases.Length - 1 ? "otherwise" : $"c{index}";
}

internal sealed record Turning(string Name, Shape[] Body, int Modulo, int MaxTurns, bool Trips) : Shape(Name)
{
    public override IEnumerable<Shape> Inner => Body;

    public override bool CanFail => true;

    protected override string Details => $"%{Modulo}<{MaxTurns}{(Trips ? "+trips" : "")}";

    protected override IEnumerable<IEnumerable<Shape>> Parts => [Body];

    public bool IsOver(int value) => Tripping.Check(Trips, value, (uint)value % (uint)Modulo == 0);
}

/// <summary>A map over a step, where the body is one leaf and <see cref="IsStep"/>, or over a pipeline.</summary>
internal sealed record Mapping(string Name, int Count, Shape[] Body, bool IsStep, int? MaxParallel, bool Ignores, bool Trips) : Shape(Name)
{
    /// <summary>Whether luck may decide what runs beside an item that ends the map.</summary>
    public bool IsFree { get; init; }

    public override IEnumerable<Shape> Inner => Body;

    public override bool CanFail => Trips || (!Ignores && base.CanFail) || CanSignal;

    // Unless they come one after the other.
    public int? Limit => !IsFree && base.CanWait && (CanSignal || (!Ignores && base.CanFail)) ? 1 : MaxParallel;

    protected override string Details => $"[{Count}]{(IsStep ? "+step" : "")}/{Limit}{(Ignores ? "+ignore" : "")}{(Trips ? "+trips" : "")}";

    protected override IEnumerable<IEnumerable<Shape>> Parts => [Body];

    public int[] Items(int value) => Tripping.Check<int[]>(Trips, value, [.. Enumerable.Range(0, Count).Select(i => unchecked(value + (i * 3)))]);
}

/// <summary>Branches side by side; those that a router chooses, if there is one.</summary>
internal sealed record Fan(string Name, Leaf? Router, Shape[][] Branches, int? MaxParallel, FailurePolicy Policy, Merging Merging) : Shape(Name)
{
    /// <summary>Whether luck may decide what runs beside a branch that ends the others.</summary>
    public bool IsFree { get; init; }

    public override IEnumerable<Shape> Inner => Branches.SelectMany(static one => one);

    public override bool CanFail => Router is { CanFail: true } || base.CanFail;

    public override bool CanSignal => Router is { CanSignal: true } || base.CanSignal;

    public override bool CanWait => Router is { CanWait: true } || base.CanWait;

    public int? Limit =>
        !IsFree && base.CanWait && (Policy == FailurePolicy.FirstSuccess || base.CanSignal || (Policy == FailurePolicy.Propagate && base.CanFail)) ? 1 : MaxParallel;

    protected override string Details => $"/{Limit}+{Policy}+{Merging}{(Router is null ? "" : $"<{Router}>")}";

    protected override IEnumerable<IEnumerable<Shape>> Parts => Branches;

    public static string NameOf(int branch) => $"b{branch}";

    /// <summary>The branches that the router chooses; unordered and with one twice, as a router may.</summary>
    public string[] Choose(int value)
    {
        var chosen = Enumerable.Range(0, Branches.Length).Where(i => ((value >> i) & 1) == 0).Reverse().Select(NameOf).ToArray();
        return [.. chosen, .. chosen.Take(1)];
    }
}

/// <summary>Functions of a user that throw for some values.</summary>
internal static class Tripping
{
    public static T Check<T>(bool trips, int value, T result) => trips && (uint)value % 7 == 3 ? throw new FormatException($"tripped over {value}") : result;
}
