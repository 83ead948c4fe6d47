namespace Weir.Workloads.Measuring;

/// <summary>What a variant is in its row.</summary>
internal enum Role
{
    Weir,

    /// <summary>The code that one would write by hand.</summary>
    Floor,

    /// <summary>The floor once more: how far apart two measurements of the same code are.</summary>
    Control,

    /// <summary>What Weir's cost is counted over, where the goal is a difference.</summary>
    Reference,

    /// <summary>Another library, or another way to write the floor.</summary>
    Peer,
}
