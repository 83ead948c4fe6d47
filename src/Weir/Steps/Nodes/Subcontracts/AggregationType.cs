namespace Weir;

/// <summary>What becomes of the values of a window.</summary>
public enum AggregationType
{
    /// <summary>Their sum; 0 of none.</summary>
    Sum,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>Their mean.</summary>
    Average,

    /// <summary>The least.</summary>
    Minimum,

    /// <summary>The greatest.</summary>
    Maximum,

    /// <summary>The one that came first.</summary>
    First,

    /// <summary>The one that came last.</summary>
    Last,

    /// <summary>All of them, in the order in which they came, up to the capacity.</summary>
    List,
}
