// source: OWASP ASVS 5.3.4 (https://owasp.org/www-project-application-security-verification-standard/)
// why: what the caller says is a parameter of the statement, and the order is a choice from constants
// expect: none

using System;
using System.Data;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.OrderByParameter;

public sealed class OrderTable(DbConnection connection)
{
    public async Task<int> CountAsync(string customer, string orderBy, CancellationToken cancellationToken)
    {
        var column = orderBy switch
        {
            "date" => "placed_at",
            "total" => "total_cents",
            _ => "number",
        };
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT number FROM orders WHERE customer = @customer ORDER BY {column}";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@customer";
        parameter.Value = customer;
        command.Parameters.Add(parameter);

        var count = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            count++;
        }

        return count;
    }
}
