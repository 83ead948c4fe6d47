namespace Weir;

/// <summary>What a step of a pipeline is.</summary>
public enum StepKind
{
    /// <summary>A unit of work.</summary>
    Step,

    /// <summary>A question to somebody outside, whose answer the run waits for.</summary>
    Pause,

    /// <summary>A whole pipeline as one step.</summary>
    Pipeline,

    /// <summary>One of several pipelines, chosen by a condition.</summary>
    Branch,

    /// <summary>A pipeline that is run until a condition comes true.</summary>
    Loop,

    /// <summary>A draft that is made again until a critic accepts it.</summary>
    Refine,

    /// <summary>A step or pipeline that is run for every item of a list.</summary>
    Map,

    /// <summary>Several pipelines on the same value at once.</summary>
    Parallel,

    /// <summary>Those of several pipelines that a step chooses, at once.</summary>
    Route,
}
