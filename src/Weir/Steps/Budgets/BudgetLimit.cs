namespace Weir;

/// <summary>One of the limits of a <see cref="Budget"/>.</summary>
public enum BudgetLimit
{
    /// <summary><see cref="Budget.Cost"/>, in the currency of the application.</summary>
    Cost,

    /// <summary><see cref="Budget.Tokens"/>.</summary>
    Tokens,

    /// <summary><see cref="Budget.Steps"/>.</summary>
    Steps,

    /// <summary><see cref="Budget.Time"/>, in seconds.</summary>
    Time,
}
