using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Weir.Samples.Web;
using Weir.Testing;

namespace Weir.IntegrationTests;

/// <summary>The sample of a web service, over HTTP; its clock is moved by hand, a word at a time.</summary>
public sealed class WebServiceTests : IAsyncLifetime
{
    private const string Story = "Once upon a time there were rivers and nobody knew how they had come to be";

    private readonly ManualTime _time = new();
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    // The time-out of the step, its next word, and while the service drains, the end of that.
    private int _timers = 2;

    public WebServiceTests() => _app = StoryService.Build(
        ["--Port", "0", "--Logging:LogLevel:Default", "Warning"], services => services.AddSingleton<TimeProvider>(_time));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Words => Story.Split(' ').Length;

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(Token);
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public void Service_IsReachedFromThisMachineOnly() => Assert.Equal("127.0.0.1", _client.BaseAddress!.Host);

    [Fact(Timeout = 60_000)]
    public async Task Post_StreamsChunksBeforeTheRunHasEnded()
    {
        await using var stream = await StartAsync();
        var id = stream.Id;
        Assert.Equal(("chunk", "Once"), await stream.NextAsync("chunk"));
        Assert.Equal(new RunAnswer(id, "Running", 1), await GetAsync(id));
        await WriteAsync();
        Assert.Equal(("chunk", "upon"), await stream.NextAsync("chunk"));
        Assert.Equal(new RunAnswer(id, "Running", 2), await GetAsync(id));
        await WriteAsync(Words - 1);
        var rest = await stream.RestAsync();
        Assert.Equal(Story, string.Join(' ', ["Once", "upon", .. rest.Where(static one => one.Type == "chunk").Select(static one => one.Data)]));
        Assert.Equal(("ended", "Completed"), rest[^1]);
        Assert.Equal(new RunAnswer(id, "Completed", Words), await GetAsync(id));
    }

    [Fact(Timeout = 60_000)]
    public async Task Post_WhoseClientGoesAway_CancelsTheRun()
    {
        string id;
        await using (var stream = await StartAsync())
        {
            id = stream.Id;
            await stream.NextAsync("chunk");
        }

        var events = _app.Services.GetRequiredService<RunBook>().Find(id)!.Events;
        var last = await events.FromAsync(0, Token).LastAsync(Token);
        Assert.Equal(RunStatus.Cancelled, Assert.IsType<RunEnded>(last).Status);
        Assert.Equal(new RunAnswer(id, "Cancelled", 1), await GetAsync(id));
    }

    [Fact(Timeout = 60_000)]
    public async Task Post_ManyAtOnce_GivesEachItsOwnStory()
    {
        var streams = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => StartAsync($"topic{i}")));
        _timers = 2 * streams.Length;
        await WriteAsync(Words);
        for (var i = 0; i < streams.Length; i++)
        {
            var rest = await streams[i].RestAsync();
            Assert.Single(rest, one => one == ("chunk", $"topic{i}"));
            Assert.Equal(("ended", "Completed"), rest[^1]);
            await streams[i].DisposeAsync();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_LetsRunsEndAndRefusesNewOnes()
    {
        await using var stream = await StartAsync();
        await stream.NextAsync("chunk");
        var stopping = await StopAsync();
        using var refused = await _client.PostAsJsonAsync("runs", new StoryRequest("more"), Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await WriteAsync(Words);
        Assert.Equal(("ended", "Completed"), (await stream.RestAsync())[^1]);
        await stopping;
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_WhenTheTimeIsUp_TellsTheClientThatTheRunWasCut()
    {
        // So long that it would take more time than there is.
        await using var stream = await StartAsync(string.Join(' ', Enumerable.Repeat("rivers", 200)));
        await stream.NextAsync("chunk");
        var stopping = await StopAsync();
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(("ended", "Cancelled"), (await stream.RestAsync())[^1]);
        await stopping;
    }

    [Fact]
    public async Task Get_OfAnUnknownRun_IsNotFound()
    {
        using var answer = await _client.GetAsync(new Uri("runs/unknown", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<Stream> StartAsync(string topic = "rivers")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "runs") { Content = JsonContent.Create(new StoryRequest(topic)) };
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return await Stream.OpenAsync(response);
    }

    /// <summary>Begins to stop the service, and returns when it drains.</summary>
    private async Task<Task> StopAsync()
    {
        await _time.WaitForTimersAsync(2, Token);
        var stopping = _app.StopAsync(Token);
        _timers++;
        await _time.WaitForTimersAsync(_timers, Token);
        return stopping;
    }

    /// <summary>Lets the time of so many words pass.</summary>
    private async Task WriteAsync(int words = 1)
    {
        for (var i = 0; i < words; i++)
        {
            await _time.WaitForTimersAsync(_timers, Token);
            _time.Advance(WriteStep.Pace);
        }
    }

    private async Task<RunAnswer?> GetAsync(string id) => await _client.GetFromJsonAsync<RunAnswer>($"runs/{id}", Token);

    /// <summary>The events that a client receives.</summary>
    private sealed class Stream(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> items) : IAsyncDisposable
    {
        public string Id { get; private set; } = "";

        public static async Task<Stream> OpenAsync(HttpResponseMessage response)
        {
            var body = await response.Content.ReadAsStreamAsync(Token);
            var stream = new Stream(response, SseParser.Create(body).EnumerateAsync(Token).GetAsyncEnumerator(Token));
            (_, stream.Id) = await stream.NextAsync("started");
            return stream;
        }

        public async Task<(string Type, string Data)> NextAsync(string type)
        {
            while (await items.MoveNextAsync())
            {
                if (items.Current.EventType == type)
                {
                    return (items.Current.EventType, items.Current.Data);
                }
            }

            throw new InvalidOperationException($"The stream ended without '{type}'.");
        }

        public async Task<List<(string Type, string Data)>> RestAsync()
        {
            var rest = new List<(string, string)>();
            while (await items.MoveNextAsync())
            {
                rest.Add((items.Current.EventType, items.Current.Data));
            }

            return rest;
        }

        public async ValueTask DisposeAsync()
        {
            response.Dispose();
            await items.DisposeAsync();
        }
    }
}
