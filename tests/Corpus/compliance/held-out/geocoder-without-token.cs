// source: Microsoft Learn, CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: A public method cannot be cancelled, and two calls forget the token that is at hand.
// expect: compliance/no-cancellation 26
// expect: compliance/no-cancellation 28
// expect: compliance/no-cancellation 37

using System;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.GeocoderWithoutToken;

public readonly record struct Place(double Latitude, double Longitude);

public sealed class Geocoder(HttpClient client, TimeSpan pause)
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task<Place?> FindAsync(string address, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await Task.Delay(pause);
            var query = new Uri($"search?q={Uri.EscapeDataString(address)}", UriKind.Relative);
            var answer = await client.GetStringAsync(query);
            return Parse(answer);
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task<bool> IsAliveAsync()
    {
        using var response = await client.GetAsync(new Uri("status", UriKind.Relative));
        return response.IsSuccessStatusCode;
    }

    private static Place? Parse(string answer)
    {
        var parts = answer.Split(';');
        return parts.Length == 2
            ? new Place(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture))
            : null;
    }
}
