// source: CWE-89 (https://cwe.mitre.org/data/definitions/89.html)
// why: the statements of migrations are constants of the program, and only their number is put in
// expect: none

using System;
using System.Data;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.MigrationScripts;

internal sealed class Migrations(DbConnection connection)
{
    private static readonly string[] Steps =
    [
        "CREATE TABLE orders (number text PRIMARY KEY, total_cents bigint NOT NULL)",
        "ALTER TABLE orders ADD COLUMN placed_at timestamptz",
    ];

    public async Task<int> MigrateAsync(int from, CancellationToken cancellationToken)
    {
        for (var i = from; i < Steps.Length; i++)
        {
            await ExecuteAsync(Steps[i], cancellationToken);
            await ExecuteAsync($"UPDATE schema_version SET number = {i + 1}", cancellationToken);
        }

        return Steps.Length;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
