// source: .NET testing guidance, names of tests (https://learn.microsoft.com/dotnet/core/testing/unit-testing-best-practices)
// why: names of tests have underscores, and so may their class say what it tests
// expect: none

using System;
using System.Linq;

namespace Corpus.ParcelNameTests;

[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactAttribute : Attribute;

internal static class ParcelNumber
{
    public static bool IsValid(string number) => number.Length == 12 && number.All(char.IsAsciiDigit);
}

public class ParcelNumberTests
{
    [Fact]
    public void IsValid_WhenTwelveDigits_IsTrue() => Demand(ParcelNumber.IsValid("123456789012"));

    [Fact]
    public void IsValid_WhenALetterIsInIt_IsFalse() => Demand(!ParcelNumber.IsValid("12345678901X"));

    [Fact]
    public void IsValid_WhenEmpty_IsFalse()
    {
        var isValid = ParcelNumber.IsValid("");
        Demand(!isValid);
    }

    private static void Demand(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The test failed.");
        }
    }
}
