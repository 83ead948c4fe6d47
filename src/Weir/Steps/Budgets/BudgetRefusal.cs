using System.Globalization;

namespace Weir;

/// <summary>Why an attempt did not fit.</summary>
/// <param name="Ledger">The ledger that refused; null: none did.</param>
/// <param name="Limit">Its limit.</param>
/// <param name="Asked">How much was asked for, in units of the limit; null: all that remained, which was nothing.</param>
internal readonly record struct BudgetRefusal(BudgetLedger? Ledger, BudgetLimit Limit, long? Asked)
{
    /// <summary>What was committed in that moment, or less: who decides whether others were under way then must not look later.</summary>
    public long Committed { get; init; }

    /// <summary>Whether that much was not only asked for, but used.</summary>
    public bool IsUsed { get; init; }

    public BudgetBreach Policy => Ledger!.Budget.OnBreach;

    /// <summary>Whether something cheaper may fit.</summary>
    public bool IsOfAmount => Limit is BudgetLimit.Cost or BudgetLimit.Tokens;

    public BudgetExceededException ToException(string step)
    {
        var (allowed, spent, reserved) = Ledger!.Read(Limit);
        return new BudgetExceededException(step, Ledger.Name, Limit, allowed, spent, reserved, Asked is { } asked ? BudgetLedger.ToNumber(Limit, asked) : 0, Sentence(step, allowed, spent, reserved));
    }

    private string Sentence(string step, decimal allowed, decimal spent, decimal reserved)
    {
        if (Limit == BudgetLimit.Time)
        {
            return Text($"The budget of {Ledger!.Name} has a Time of {allowed:0.###} s, and {spent:0.###} s have passed: the step '{step}' is not to run any longer; raise Budget.Time.");
        }

        var asks = (Asked, Limit) switch
        {
            (null, _) => "asks for all that remains, as it has no Estimate",
            (_, BudgetLimit.Steps) => "would be one more",
            _ when IsUsed => Text($"used {Shown(BudgetLedger.ToNumber(Limit, Asked.Value))}"),
            _ => Text($"asks for {Shown(BudgetLedger.ToNumber(Limit, Asked.Value))}"),
        };
        var reservedByOthers = reserved > 0 ? Text($" and {Shown(reserved)} reserved by others") : "";
        return Text($"The budget of {Ledger!.Name} has {(Limit == BudgetLimit.Cost ? "a " : "")}{Limit} of {Shown(allowed)}, of which {Shown(spent)} is spent{reservedByOthers}; the step '{step}' {asks}; raise Budget.{Limit}{Remedy}.");
    }

    private string Remedy => (Asked, Limit) switch
    {
        (_, BudgetLimit.Steps) => "",
        (null, _) => ", or give the step an Estimate",
        _ when IsUsed => ", or give the step an Estimate that is not less than it uses",
        _ => ", or use less",
    };

    private static string Shown(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
