namespace Weir.Layers.CircuitBreaking;

/// <summary>What a call is to a breaker.</summary>
internal enum CallVerdict
{
    Success,
    Failure,

    /// <summary>Neither; it is as if there had been no call.</summary>
    Nothing,
}
