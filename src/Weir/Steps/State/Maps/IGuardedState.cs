namespace Weir;

/// <summary>A state that refuses to be changed outside of <see cref="StepContext.Update{TState}"/>.</summary>
internal interface IGuardedState
{
    /// <summary>From now on it may be changed.</summary>
    void Open();

    /// <summary>From now on it may not.</summary>
    void Close();
}
