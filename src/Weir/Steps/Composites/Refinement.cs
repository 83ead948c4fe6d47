namespace Weir;

/// <summary>What the draft pipeline of <c>RefineUntil</c> gets in each turn.</summary>
/// <typeparam name="TIn">The input of the whole step.</typeparam>
/// <typeparam name="TDraft">What is drafted.</typeparam>
/// <param name="Input">The input, the same in every turn.</param>
/// <param name="Draft">The draft of the turn before; in the first turn the default of its type.</param>
/// <param name="Feedback">What the critic said of it; null in the first turn, or if the critic said nothing.</param>
/// <param name="Turn">The turn, from 1.</param>
public readonly record struct Refinement<TIn, TDraft>(TIn Input, TDraft? Draft, string? Feedback, int Turn);
