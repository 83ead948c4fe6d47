namespace Weir;

/// <summary>What is left of a <see cref="Budget"/>; what is reserved by steps under way is not left. Null: there is no such limit.</summary>
/// <param name="Cost">Money, not below zero.</param>
/// <param name="Tokens">Tokens, not below zero.</param>
/// <param name="Steps">Calls of steps, not below zero.</param>
/// <param name="Time">Time, not below zero.</param>
public readonly record struct BudgetLeft(decimal? Cost, long? Tokens, long? Steps, TimeSpan? Time);
