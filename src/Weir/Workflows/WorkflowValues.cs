namespace Weir;

/// <summary>What the steps of one run have given, by index; what did not complete has an output that means nothing.</summary>
internal sealed record WorkflowValues(object Owner, Register[] Outputs, StepOutcome[] Outcomes, RunScope Run);
