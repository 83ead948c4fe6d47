namespace Weir;

/// <summary>What a <see cref="Layer"/> stands around. The run is outside the step, the step outside the attempt.</summary>
public enum LayerScope
{
    /// <summary>Around all steps of a pipeline together.</summary>
    Run,

    /// <summary>Around one step with all its attempts, its checks and its fall-back.</summary>
    Step,

    /// <summary>
    /// Around one call of one step, or of its fall-back; inside the time-out, and inside the checks: what a layer sees is what the step
    /// did, not what a validator thinks of it.
    /// </summary>
    Attempt,
}
