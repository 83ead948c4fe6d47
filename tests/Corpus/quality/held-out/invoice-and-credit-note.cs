// source: CWE-1041 (https://cwe.mitre.org/data/definitions/1041.html)
// why: Two methods have the same shape, but call other members and differ in what they do; the equal part is short.
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.HeldOut.InvoiceAndCreditNote;

public sealed record Position(string Text, int Quantity, decimal Price, decimal Returned);

public sealed record Document(string Number, decimal Total, IReadOnlyList<string> Lines);

public sealed class BillingOffice(string prefix)
{
    private int _next = 1;

    public Document Invoice(IReadOnlyList<Position> positions)
    {
        var number = NextNumber("I");
        var total = positions.Sum(position => position.Quantity * position.Price);
        var lines = positions.Select(position => $"{position.Quantity} {position.Text}").ToList();
        lines.Add($"To be paid within 14 days: {total:F2}");
        return new Document(number, total, lines);
    }

    public Document CreditNote(IReadOnlyList<Position> positions, DateOnly day)
    {
        var returned = positions.Where(position => position.Returned > 0).ToArray();
        var number = NextNumber("C");
        var lines = Array.ConvertAll(returned, position => $"back: {position.Text}");
        return new Document(number, -returned.Sum(position => position.Returned), [$"{day:O}", .. lines]);
    }

    private string NextNumber(string kind) => $"{prefix}-{kind}{_next++:D6}";
}
