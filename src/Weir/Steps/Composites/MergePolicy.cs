namespace Weir;

/// <summary>
/// What becomes of the changes that branches make to the state. Each has a fork of its own while it runs; when all have ended,
/// the forks of those that completed are merged in the order of the branches. A step that fails merges nothing.
/// </summary>
public enum MergePolicy
{
    /// <summary>The changes of branches are dropped.</summary>
    None,

    /// <summary>The state of the last branch that changed it is taken as it is.</summary>
    Overwrite,

    /// <summary>Every change of every branch is made again on the state around, the first branch's first.</summary>
    Merge,

    /// <summary>The state of the first branch that changed it is taken as it is.</summary>
    KeepFirst,
}
