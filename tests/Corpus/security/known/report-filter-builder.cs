// source: OWASP Top 10 2021 A03 (https://owasp.org/Top10/A03_2021-Injection/)
// why: a builder and string.Format carry text of the caller into two statements
// expect: security/sql-injection 33
// expect: security/sql-injection 39

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Corpus.ReportFilterBuilder;

public interface IDatabase
{
    IReadOnlyList<T> Query<T>(string sql, object? parameters = null);

    int Execute(string sql, object? parameters = null);
}

public sealed record ReportRow(string Region, decimal Total);

public sealed class SalesReport(IDatabase database)
{
    public IReadOnlyList<ReportRow> Load(string region, string orderBy)
    {
        var sql = new StringBuilder("SELECT region, sum(total) AS total FROM sales");
        sql.Append(" WHERE region = @region GROUP BY region");
        if (orderBy.Length > 0)
        {
            sql.Append(" ORDER BY ").Append(orderBy);
        }

        return database.Query<ReportRow>(sql.ToString(), new { region });
    }

    public int Rename(string from, string to)
    {
        var statement = string.Format(CultureInfo.InvariantCulture, "UPDATE sales SET region = '{0}' WHERE region = '{1}'", to, from);
        return database.Execute(statement);
    }
}
