namespace Weir;

/// <summary>What the steps of one run have given, by index; what did not complete has an output that means nothing.</summary>
internal sealed class WorkflowValues(object owner, RunArrays arrays, RunScope run)
{
    private RunArrays? _arrays = arrays;

    /// <summary>The identity that the handles of the workflow's outputs carry.</summary>
    public object Owner => owner;

    public RunScope Run => run;

    public Register[] Outputs => Arrays.Outputs;

    public StepOutcome[] Outcomes => Arrays.Outcomes;

    private RunArrays Arrays => Volatile.Read(ref _arrays) ?? throw new ObjectDisposedException(nameof(Run), "The run was disposed; read its values before that.");

    /// <summary>From now on nobody reads them.</summary>
    public void Detach() => Volatile.Write(ref _arrays, null);
}
