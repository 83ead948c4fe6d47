// source: CWE-89 (https://cwe.mitre.org/data/definitions/89.html)
// why: the customer's words become part of the statement, and the password of the database lies in the code
// expect: security/hardcoded-secret 17
// expect: security/sql-injection 24

using System;
using System.Collections.Generic;
using System.Data;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.OrderSearchInterpolated;

public sealed class OrderSearch(Func<string, DbConnection> open)
{
    private const string ConnectionString = "Server=db1;Database=orders;User Id=shop;Password=Kv8!rTz2pQ";

    public async Task<List<string>> FindAsync(string words, CancellationToken cancellationToken)
    {
        await using var connection = open(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT number FROM orders WHERE title LIKE '%{words}%'";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
