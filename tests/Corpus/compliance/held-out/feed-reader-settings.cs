// source: CWE-1164 (https://cwe.mitre.org/data/definitions/1164.html)
// why: Two settings can be set by the operator but nothing ever reads them; writing a default is no reading.
// expect: compliance/unread-setting 20
// expect: compliance/unread-setting 22

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using System.Xml.Linq;
using Weir;

namespace Corpus.HeldOut.FeedReader;

public sealed record FeedReaderSettings
{
    public Uri Address { get; init; } = new("https://news.example/feed.xml");

    public int MaxEntries { get; init; } = 20;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public string Language { get; init; } = "en";
}

public sealed record FeedEntry(string Title, string Link);

public sealed class FeedReaderEffect : EffectNode<string, IReadOnlyList<FeedEntry>>
{
    private readonly HttpClient _client;
    private readonly FeedReaderSettings _settings;

    public FeedReaderEffect(HttpClient client, FeedReaderSettings? settings = null)
    {
        _client = client;
        _settings = settings ?? new FeedReaderSettings { MaxEntries = 50 };
    }

    public override async ValueTask<IReadOnlyList<FeedEntry>> RunAsync(string input, StepContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_settings.Address, input));
        request.Headers.AcceptLanguage.ParseAdd(_settings.Language);
        using var response = await _client.SendAsync(request, context.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(context.CancellationToken);
        return XDocument.Parse(text)
            .Descendants("item")
            .Select(item => new FeedEntry((string?)item.Element("title") ?? "", (string?)item.Element("link") ?? ""))
            .ToList();
    }
}
