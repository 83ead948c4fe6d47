namespace Weir;

/// <summary>What has a budget.</summary>
internal enum BudgetOwner
{
    Pipeline,
    Stage,
    Run,
    Executor,
}
