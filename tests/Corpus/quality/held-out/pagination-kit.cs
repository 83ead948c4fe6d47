// source: Microsoft Learn, Framework design guidelines: names of generic type parameters (https://learn.microsoft.com/dotnet/standard/design-guidelines/names-of-classes-structs-and-interfaces)
// why: A type parameter without T, a constant in capitals and a parameter with a capital.
// expect: quality/naming 17
// expect: quality/naming 19
// expect: quality/naming 28

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.HeldOut.PaginationKit;

public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Count);

public static class PaginationKit
{
    public const int MAX_PAGE_SIZE = 200;

    public static Page<Row> Cut<Row>(IReadOnlyList<Row> rows, int number, int size)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var taken = Math.Clamp(size, 1, MAX_PAGE_SIZE);
        var items = rows.Skip((number - 1) * taken).Take(taken).ToList();
        return new Page<Row>(items, number, (rows.Count + taken - 1) / taken);
    }

    public static IEnumerable<int> NumbersAround(int current, int last, int Reach)
    {
        for (var i = Math.Max(1, current - Reach); i <= Math.Min(last, current + Reach); i++)
        {
            yield return i;
        }
    }
}
