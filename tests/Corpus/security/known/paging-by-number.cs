// source: CWE-89 (https://cwe.mitre.org/data/definitions/89.html)
// why: numbers and identifiers that were parsed cannot carry a statement
// expect: none

using System;
using System.Globalization;

namespace Corpus.PagingByNumber;

public sealed class SqlStatementCommand(string text)
{
    public string Text { get; } = text;
}

public sealed class CustomerPages
{
    public SqlStatementCommand Page(string page, int size)
    {
        if (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            number = 0;
        }

        return new SqlStatementCommand($"SELECT id, name FROM customers ORDER BY id LIMIT {size} OFFSET {number * size}");
    }

    public SqlStatementCommand One(string id)
    {
        var parsed = Guid.Parse(id);
        return new SqlStatementCommand($"SELECT id, name FROM customers WHERE id = '{parsed:D}'");
    }
}
