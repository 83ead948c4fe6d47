namespace Weir;

/// <summary>A behaviour that stands around nothing: it decides how the plan of a pipeline does something, when the pipeline is built.</summary>
internal abstract class PipelineStrategy
{
    /// <summary>The name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it does anything; what is not enabled is as if it had not been added.</summary>
    public abstract bool IsEnabled { get; }

    /// <summary>How the state is forked; default as it was.</summary>
    public virtual StatePlan Adapt(StatePlan state) => state;

    /// <summary>How many neighbours that only compute share a record of their time; default null: each has its own.</summary>
    public virtual int? FusedFrom => null;

    /// <summary>What counts the calls of fan-outs of the pipeline; default null: nothing does.</summary>
    public virtual CallLimit? Limit => null;

    /// <summary>Where steps of the pipeline get buffers and objects from; default null: there is nothing of the kind.</summary>
    public virtual StepPools? NewPools() => null;
}
