namespace Weir.Tests.Workflows.Randomized;

/// <summary>How a random step behaves.</summary>
internal enum Behaviour
{
    Works,
    Waits,
    Fails,
    FailsFirst,
    Hangs,
    ForEach,
    ForEachFails,
}

/// <summary>A random step: what it needs, when it starts, what it does.</summary>
internal sealed record RandomStep(int Index, int Stage, Behaviour Behaviour, IReadOnlyList<int> Takes, IReadOnlyList<int> Reads, IReadOnlyList<int> Needs)
{
    public const int Attempts = 3;
    public const int Items = 7;

    public string Name => $"s{Index}";

    public StepFailureAction OnFailure { get; init; }

    /// <summary>What its condition says; null: it has none. It throws where it is told to.</summary>
    public bool? Condition { get; init; }

    public bool ConditionThrows { get; init; }

    /// <summary>How much it takes of the one resource; 0: it does not.</summary>
    public int Amount { get; init; }

    public bool IsForEach => Behaviour is Behaviour.ForEach or Behaviour.ForEachFails;

    public IEnumerable<int> All => Takes.Concat(Reads).Concat(Needs);

    /// <summary>How it ends if it is called.</summary>
    public StepStatus Ending => Behaviour is Behaviour.Fails or Behaviour.Hangs or Behaviour.ForEachFails ? StepStatus.Failed : StepStatus.Completed;

    /// <summary>How often its body is called then.</summary>
    public int Calls => Behaviour switch
    {
        Behaviour.Fails or Behaviour.FailsFirst => Attempts,
        Behaviour.ForEach or Behaviour.ForEachFails => Items,
        _ => 1,
    };
}
