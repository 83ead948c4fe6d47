// source: CWE-89 (https://cwe.mitre.org/data/definitions/89.html)
// why: Names, sort columns and prefixes from outside become text of commands in three ways.
// expect: security/sql-injection 37
// expect: security/sql-injection 50
// expect: security/sql-injection 58

using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.OrderArchive;

public sealed record ArchivedOrder(long Id, string Customer);

public interface IQuerySession
{
    IReadOnlyList<T> Query<T>(string sql, object? arguments = null);
}

public sealed class OrderArchive
{
    private readonly DbConnection _connection;
    private readonly IQuerySession _session;

    public OrderArchive(DbConnection connection, IQuerySession session)
    {
        _connection = connection;
        _session = session;
    }

    public async Task<long> CountAsync(string customer, int year, CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = $"select count(*) from orders where year = {year} and customer = '{customer}'";
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
    }

    public IReadOnlyList<ArchivedOrder> Page(string? sortBy, int size)
    {
        var text = new StringBuilder("select id, customer from orders");
        if (!string.IsNullOrEmpty(sortBy))
        {
            text.Append(" order by ").Append(sortBy);
        }

        text.Append(" fetch first ").Append(size).Append(" rows only");
        return _session.Query<ArchivedOrder>(text.ToString());
    }

    public async Task PurgeAsync(DateOnly before, CancellationToken cancellationToken)
    {
        var prefix = Environment.GetEnvironmentVariable("ARCHIVE_SCHEMA");
        var table = string.Format("{0}.orders", prefix);
        await using var command = _connection.CreateCommand();
        command.CommandText = "delete from " + table + " where placed < @before";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@before";
        parameter.Value = before;
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
