namespace Weir;

/// <summary>A step as a budget sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Step">What an attempt calls.</param>
/// <param name="Estimate">The most that one attempt uses; null: not known.</param>
internal sealed record MeteredOption<TIn, TOut>(string Name, Step<TIn, TOut> Step, BudgetAmount? Estimate);
