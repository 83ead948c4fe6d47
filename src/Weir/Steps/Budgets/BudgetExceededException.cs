namespace Weir;

/// <summary>A step did not fit into a budget any more, or used more than was left. It ends the run: nothing tries again, falls back or ignores it.</summary>
/// <remarks>Numbers are in the unit of <see cref="Limit"/>: money, tokens, calls of steps, or seconds.</remarks>
public sealed class BudgetExceededException : ControlSignalException
{
    internal BudgetExceededException(string stepPath, string budget, BudgetLimit limit, decimal allowed, decimal spent, decimal reserved, decimal asked, string message)
        : base(message)
    {
        StepPath = stepPath;
        Budget = budget;
        Limit = limit;
        Allowed = allowed;
        Spent = spent;
        Reserved = reserved;
        Asked = asked;
    }

    /// <summary>The address of the step.</summary>
    public string StepPath { get; }

    /// <summary>Whose budget it is: <c>run '…'</c>, <c>pipeline '…'</c>, <c>stage '…'</c> or <c>the executor</c>.</summary>
    public string Budget { get; }

    /// <summary>Which of its limits.</summary>
    public BudgetLimit Limit { get; }

    /// <summary>The limit.</summary>
    public decimal Allowed { get; }

    /// <summary>What was spent, when the exception was made.</summary>
    public decimal Spent { get; }

    /// <summary>What others had reserved, when the exception was made.</summary>
    public decimal Reserved { get; }

    /// <summary>What the step asked for; zero where it asked for all that remained, and nothing did.</summary>
    public decimal Asked { get; }
}
