namespace Weir;

/// <summary>What became of a step, and its output if it completed.</summary>
internal readonly record struct StepOutcome(StepResult Result, Slot? Output);
