namespace Weir;

/// <summary>What happens where a step does not fit into a <see cref="Budget"/> any more.</summary>
public enum BudgetBreach
{
    /// <summary>The step fails with a <see cref="BudgetExceededException"/>, and so does the run: nothing tries again, falls back or ignores it.</summary>
    Stop,

    /// <summary>A cheaper step that the step names runs instead, where it fits; else as <see cref="Stop"/>. For money and tokens only.</summary>
    Degrade,

    /// <summary>The run pauses at the step. Resumed with a larger budget it goes on; with the same one it pauses again. Needs a run that is kept in a store.</summary>
    Pause,
}
