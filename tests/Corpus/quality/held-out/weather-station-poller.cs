// source: CWE-1322 (https://cwe.mitre.org/data/definitions/1322.html)
// why: Threads are held while a task or the clock is waited for.
// expect: quality/blocking-call 25
// expect: quality/blocking-call 28
// expect: quality/blocking-call 33

using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.WeatherStationPoller;

public sealed class WeatherStationPoller(HttpClient client)
{
    private readonly Lock _gate = new();
    private string _last = "";

    public string Last => _last;

    public string Poll(Uri station)
    {
        for (var attempt = 1; attempt < 4; attempt++)
        {
            var response = client.GetAsync(station).Result;
            if (response.IsSuccessStatusCode)
            {
                var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
                Remember(text);
                return text;
            }

            Thread.Sleep(TimeSpan.FromSeconds(attempt));
        }

        return Last;
    }

    public async Task<string> PollAsync(Uri station, CancellationToken cancellationToken)
    {
        var text = await client.GetStringAsync(station, cancellationToken);
        Remember(text);
        return text;
    }

    private void Remember(string text)
    {
        lock (_gate)
        {
            _last = text;
        }
    }
}
