using System.Text;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.StepTypes;

public sealed class HttpRequestStepTests : IDisposable
{
    private readonly HttpRequestStep _type = new();
    private readonly StepTypeCall _call = new();

    public void Dispose() => _call.Dispose();

    [Fact]
    public async Task Request_OfJson_GivesStatusHeadersBodyAndValue()
    {
        await using var stub = Permitted(new HttpStub("201 Created", "Content-Type: application/json\r\nX-Two: a\r\nX-Two: b", """{"a":[1]}"""));
        var output = await _call.GiveMapAsync(_type, ("url", stub.Url("/x?y=1")));
        Assert.Equal(["status", "headers", "body", "json"], output.Keys);
        Assert.Equal(201L, output["status"]);
        Assert.Equal("""{"a":[1]}""", output["body"]);
        Assert.Equal("""{"a":[1]}""", StepValues.ToJson(output["json"]));
        var headers = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(output["headers"]);
        Assert.Equal("application/json", headers["content-type"]);
        Assert.Equal("a, b", headers["x-two"]);
        var request = Assert.Single(stub.Requests);
        Assert.StartsWith("GET /x?y=1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("User-Agent: weir\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("<html>", null)]
    [InlineData("true story", null)]
    [InlineData("{broken", null)]
    [InlineData(" 5 ", 5L)]
    [InlineData("\"text\"", "text")]
    [InlineData("null", null)]
    public async Task Request_OfAnyBody_GivesItAndWhatItIsAsJson(string body, object? json)
    {
        await using var stub = Permitted(new HttpStub("200 OK", "", body));
        var output = await _call.GiveMapAsync(_type, ("url", stub.Url()));
        Assert.Equal(body, output["body"]);
        Assert.Equal(json, output["json"]);
    }

    [Theory]
    [InlineData("Content-Type: text/plain; charset=iso-8859-1", "ü")]
    [InlineData("Content-Type: text/plain; charset=\"latin1\"", "ü")]
    [InlineData("Content-Type: text/plain; charset=nonsense", "\uFFFD")]
    [InlineData("Content-Type: text/plain", "\uFFFD")]
    public async Task Request_OfAnotherEncoding_ReadsItAsTheHeaderSays(string header, string expected)
    {
        await using var stub = Permitted(new HttpStub((_, stream, token) =>
            stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{header}\r\nContent-Length: 1\r\nConnection: close\r\n\r\n"), 0xFC], token).AsTask()));
        Assert.Equal(expected, (await _call.GiveMapAsync(_type, ("url", stub.Url())))["body"]);
    }

    [Theory]
    [InlineData("text ü", "text/plain; charset=utf-8", "text \u00c3\u00bc")]
    [InlineData(5L, "application/json", "5")]
    public async Task Request_WithABody_SaysWhatItIs(object body, string type, string sent)
    {
        await using var stub = Permitted(new HttpStub("200 OK", "", ""));
        await _call.GiveAsync(_type, ("url", stub.Url()), ("method", "POST"), ("body", body));
        var request = Assert.Single(stub.Requests);
        Assert.StartsWith("POST / ", request, StringComparison.Ordinal);
        Assert.Contains($"Content-Type: {type}\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith($"\r\n\r\n{sent}", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithHeaders_SendsThem()
    {
        await using var stub = Permitted(new HttpStub("200 OK", "", ""));
        var headers = StepValues.Parse("""{"X-Key":"v","x-number":5,"content-type":"text/csv","cookie":"a=b"}""");
        await _call.GiveAsync(_type, ("url", stub.Url()), ("method", "PUT"), ("headers", headers), ("body", "a,b"));
        var request = Assert.Single(stub.Requests);
        Assert.All(["X-Key: v\r\n", "x-number: 5\r\n", "Content-Type: text/csv\r\n", "Cookie: a=b\r\n"], line => Assert.Contains(line, request, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("x-key", "hidden\r\nx-other: 1")]
    [InlineData("x-key", "hidden\n")]
    [InlineData("x-key", "hidden\0")]
    [InlineData("x-key", "hiddén")]
    [InlineData("x key", "hidden")]
    [InlineData("x-key:", "hidden")]
    [InlineData("x\r\nkey", "hidden")]
    [InlineData("", "hidden")]
    [InlineData("Host", "hidden.example")]
    [InlineData("Transfer-Encoding", "hidden")]
    [InlineData("content-length", 5L)]
    [InlineData("x-key", null)]
    public async Task Request_WithAHeaderThatIsNone_IsRefusedWithoutItsValue(string name, object? value)
    {
        await using var stub = Permitted(new HttpStub("200 OK", "", ""));
        var headers = new Dictionary<string, object?> { [name] = value };
        var message = await _call.FailAsync(_type, ("url", stub.Url()), ("headers", headers));
        Assert.DoesNotContain("hidd", message, StringComparison.Ordinal);
        Assert.Equal([("headers", message)], _type.Check(new Dictionary<string, object?> { ["headers"] = headers }));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Request_WithAStatusThatIsNotExpected_FailsWithTheStartOfTheBody()
    {
        await using var stub = Permitted(new HttpStub("404 Not Found", "", $"no\r\nsuch \u001b[31m{new string('x', 500)}"));
        var message = await _call.FailAsync(_type, ("url", stub.Url("/a/b?key=hidden#hidden")), ("headers", StepValues.Parse("""{"authorization":"hidden"}""")));
        Assert.Equal($"GET {stub.Url("/a/b")} answered 404, which is not expected: no  such  [31m{new string('x', 186)}", message);
    }

    [Theory]
    [InlineData("404")]
    [InlineData("[200,404]")]
    public async Task Request_WithAStatusThatIsExpected_Completes(string expect)
    {
        await using var stub = Permitted(new HttpStub("404 Not Found", "", "gone"));
        Assert.Equal(404L, (await _call.GiveMapAsync(_type, ("url", stub.Url()), ("expect", StepValues.Parse(expect))))["status"]);
    }

    [Fact]
    public async Task Request_WithAGoodStatusThatIsNotExpected_Fails()
    {
        await using var stub = Permitted(new HttpStub("200 OK", "", "ok"));
        Assert.EndsWith("answered 200, which is not expected: ok", await _call.FailAsync(_type, ("url", stub.Url()), ("expect", new object?[] { 404L })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2xx\"")]
    [InlineData("[]")]
    [InlineData("[200,\"a\"]")]
    [InlineData("1.5")]
    public async Task Request_WithAnExpectationThatIsNone_IsFoundBeforeAndRefused(string expect)
    {
        var value = StepValues.Parse(expect);
        var (parameter, message) = Assert.Single(_type.Check(new Dictionary<string, object?> { ["expect"] = value }));
        Assert.Equal("expect", parameter);
        Assert.Equal(message, await _call.FailAsync(_type, ("url", "http://127.0.0.1:1/"), ("expect", value)));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/hidden")]
    [InlineData("file:///etc/hidden")]
    [InlineData("/hidden")]
    [InlineData("http://hidden:hidden@127.0.0.1/")]
    public async Task Request_OfWhatIsNoUrl_IsRefusedWithoutShowingIt(string address)
    {
        _call.Allow(PermissionKind.Http, "127.0.0.1");
        var message = await _call.FailAsync(_type, ("url", address));
        Assert.StartsWith("'url' ", message, StringComparison.Ordinal);
        Assert.Equal([("url", message)], _type.Check(new Dictionary<string, object?> { ["url"] = address }));
        Assert.DoesNotContain("hidden", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithAnUnknownMethod_IsRefused() =>
        Assert.StartsWith("'method' is none of GET, ", await _call.FailAsync(_type, ("url", "http://127.0.0.1:1/"), ("method", "get")), StringComparison.Ordinal);

    [Fact]
    public async Task Request_OfAHostThatIsNotPermitted_IsNotSent()
    {
        await using var stub = new HttpStub("200 OK", "", "");
        _call.Allow(PermissionKind.Http, "127.0.0.1");
        using var run = await _call.RunAsync(_type, ("url", stub.Url("/?key=hidden")));
        Assert.DoesNotContain("hidden", Assert.IsType<PermissionDeniedException>(run.Error).Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Request_WhereNobodyListens_FailsWithTheAddress()
    {
        string address;
        await using (var stub = Permitted(new HttpStub("200 OK", "", "")))
        {
            address = stub.Url("/a");
        }

        Assert.StartsWith($"GET {address} failed: ", await _call.FailAsync(_type, ("url", $"{address}?key=hidden")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no http at all\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Request_OfABrokenServer_Fails(string answer)
    {
        await using var stub = Permitted(new HttpStub((_, stream, token) => stream.WriteAsync(Encoding.ASCII.GetBytes(answer), token).AsTask()));
        Assert.StartsWith($"GET {stub.Url()} failed: ", await _call.FailAsync(_type, ("url", stub.Url())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OfABodyWithoutAnEnd_StopsAtTheLimit()
    {
        await using var stub = Permitted(new HttpStub(EndlessAsync));
        Assert.Equal(
            $"GET {stub.Url()} answered with more than 100000 bytes, which is as much as http.request reads; ask for less.",
            await _call.FailAsync(new HttpRequestStep(100_000), ("url", stub.Url())));
    }

    [Fact]
    public async Task Request_OfABodyOfTheGreatestSize_GivesIt()
    {
        await using var stub = Permitted(new HttpStub("200 OK", "", "12345678"));
        Assert.Equal("12345678", (await _call.GiveMapAsync(new HttpRequestStep(8), ("url", stub.Url())))["body"]);
        await _call.FailAsync(new HttpRequestStep(7), ("url", stub.Url()));
    }

    [Fact]
    public async Task Request_OfAFailingBodyWithoutAnEnd_Fails()
    {
        await using var stub = Permitted(new HttpStub(EndlessAsync));
        Assert.Contains("answered 200, which is not expected: xxx", await _call.FailAsync(_type, ("url", stub.Url()), ("expect", 404L)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Slow: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nslow")]
    public async Task Request_OfAServerThatNeverGoesOn_CanBeCancelled(string beginning)
    {
        var begun = new TaskCompletionSource();
        await using var stub = Permitted(new HttpStub(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), token);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }));
        using var stop = new CancellationTokenSource();
        var running = _call.RunAsync(_type, stop.Token, ("url", stub.Url()));
        await begun.Task;
        await stop.CancelAsync();
        using var run = await running;
        run.ShouldBeCancelled();
    }

    private static async Task EndlessAsync(string request, Stream stream, CancellationToken token)
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), token);
        var chunk = Encoding.ASCII.GetBytes(new string('x', 10_000));
        while (true)
        {
            await stream.WriteAsync(chunk, token);
        }
    }

    private HttpStub Permitted(HttpStub stub)
    {
        _call.Allow(PermissionKind.Http, stub.Host);
        return stub;
    }
}
