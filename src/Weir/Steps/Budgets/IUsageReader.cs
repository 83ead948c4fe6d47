namespace Weir;

/// <summary>Reads from what a step gave how much it used, where the step does not report it itself.</summary>
/// <typeparam name="TOut">What the step gives.</typeparam>
public interface IUsageReader<in TOut>
{
    /// <summary>How much the attempt used that gave this value. Called once for every attempt that gives one, by several threads at once.</summary>
    /// <param name="output">What the step gave, as it gave it.</param>
    /// <returns>What is added to what the step reported by <see cref="StepContext.AddUsage"/>.</returns>
    Usage Read(TOut output);
}
