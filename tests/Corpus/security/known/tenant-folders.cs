// source: CWE-22 (https://cwe.mitre.org/data/definitions/22.html)
// why: the folder is one of a list, the year is a number, and other texts of the caller go into files and not into their names
// expect: none

using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.TenantFolders;

public enum Tenant
{
    North,
    South,
}

public sealed class TenantNotes
{
    private static readonly string[] Topics = ["prices", "returns", "holidays"];

    public async Task<string> AppendAsync(Tenant tenant, string topic, string year, string note, CancellationToken cancellationToken)
    {
        if (!Topics.Contains(topic))
        {
            throw new ArgumentOutOfRangeException(nameof(topic), topic, "There are notes on prices, returns and holidays.");
        }

        var number = int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture);
        var path = Path.Combine("/srv/notes", tenant.ToString(), topic, $"{number:0000}.txt");
        await File.AppendAllTextAsync(path, note + "\n", cancellationToken);
        return note;
    }

    public int Count(Guid list)
    {
        var path = $"/srv/notes/lists/{list:N}.txt";
        return File.Exists(path) ? File.ReadLines(path).Count() : 0;
    }
}
