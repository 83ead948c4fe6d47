namespace Weir;

/// <summary>What a step of a workflow means for others that failed, was skipped, or was cancelled because its stage stopped.</summary>
public enum StepFailureAction
{
    /// <summary>Steps that need it are skipped.</summary>
    SkipDependents,

    /// <summary>Steps that need it start all the same, unless they take its value through a typed input. The run has failed nevertheless.</summary>
    Continue,

    /// <summary>If it failed, the run stops: nothing new starts, and running steps get their token cancelled.</summary>
    Stop,
}
