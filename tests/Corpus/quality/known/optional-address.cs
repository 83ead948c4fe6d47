// source: McCabe, A Complexity Measure, 1976 (https://doi.org/10.1109/TSE.1976.233837)
// why: conditional access is no branch that is counted, however often it stands there
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.OptionalAddress;

internal sealed record Person(string Name, Address? Home, Address? Work);

internal sealed record Address(string Street, City? City);

internal sealed record City(string Name, Country? Country);

internal sealed record Country(string Code, string? Phone);

internal static class AddressText
{
    public static IEnumerable<string?> Lines(Person? person)
    {
        yield return person?.Name;
        yield return person?.Home?.Street;
        yield return person?.Home?.City?.Name;
        yield return person?.Home?.City?.Country?.Code;
        yield return person?.Work?.Street;
        yield return person?.Work?.City?.Country?.Phone?.Trim();
    }

    public static string Country(Person person) => person.Home?.City?.Country?.Code ?? person.Work?.City?.Country?.Code ?? "DE";
}
