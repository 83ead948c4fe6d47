namespace Weir;

/// <summary>Something that a step has rented.</summary>
internal interface IRental
{
    /// <summary>Whether it was given back.</summary>
    bool HasEnded { get; }

    /// <summary>Gives it back, if that has not been done.</summary>
    void End();

    /// <summary>Ends it without giving it back: the step was left behind, and may still be using it.</summary>
    void Leave();
}
