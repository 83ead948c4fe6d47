// source: CWE-755 (https://cwe.mitre.org/data/definitions/755.html)
// why: Broad catches filter, rethrow, wrap or report what they caught, and a narrow one answers with what it means.
// expect: none

using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.TariffSync;

public sealed class TariffSyncException(string message, Exception inner) : Exception(message, inner);

public interface ISyncLog
{
    void LogError(Exception exception, string message, params object?[] arguments);
}

public sealed record Tariff(string Code, decimal Rate);

public sealed class TariffSync(HttpClient client, ISyncLog log)
{
    public async Task<Tariff[]> LoadAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await client.GetStreamAsync(address, cancellationToken);
            return await JsonSerializer.DeserializeAsync<Tariff[]>(stream, cancellationToken: cancellationToken) ?? [];
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new TariffSyncException($"{address} gave no tariffs.", exception);
        }
    }

    public bool TrySave(Tariff[] tariffs, string path)
    {
        try
        {
            File.WriteAllText(path, JsonSerializer.Serialize(tariffs));
            return true;
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Saving {Path} failed", path);
            return false;
        }
    }

    public static Tariff[] Cached(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Tariff[]>(File.ReadAllText(path)) ?? [];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    public static Exception? Check(Func<Tariff> lookup)
    {
        try
        {
            return lookup().Rate < 0 ? new InvalidDataException("A rate is negative.") : null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
