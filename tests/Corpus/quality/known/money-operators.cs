// source: .NET design guidelines, operators (https://learn.microsoft.com/dotnet/standard/design-guidelines/operator-overloads)
// why: operators, indexers, tuples and explicit implementations have names that the language prescribes
// expect: none

using System;

namespace Corpus.MoneyOperators;

public readonly record struct Money(long Cents, string Currency) : IComparable<Money>
{
    public static readonly Money Zero = new(0, "EUR");

    public static Money operator +(Money left, Money right) => Same(left, right) with { Cents = left.Cents + right.Cents };

    public static Money operator -(Money left, Money right) => Same(left, right) with { Cents = left.Cents - right.Cents };

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public int CompareTo(Money other) => Same(this, other).Cents.CompareTo(other.Cents);

    public (Money Half, Money Remainder) Split()
    {
        var half = this with { Cents = Cents / 2 };
        return (half, this - half);
    }

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? left
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} are not added.");
}
