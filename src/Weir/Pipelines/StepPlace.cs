namespace Weir;

/// <summary>Where a step is called.</summary>
internal enum StepPlace
{
    /// <summary>On the thread that comes to it.</summary>
    Inline,

    /// <summary>On a thread of the pool.</summary>
    Pool,

    /// <summary>On a thread of its own.</summary>
    Thread,
}
