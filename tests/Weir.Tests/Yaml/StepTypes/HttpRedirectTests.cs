using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.StepTypes;

public sealed class HttpRedirectTests : IDisposable
{
    private readonly HttpRequestStep _type = new();
    private readonly StepTypeCall _call = new();

    public void Dispose() => _call.Dispose();

    [Theory]
    [InlineData("301 Moved", "POST", "GET", false)]
    [InlineData("302 Found", "POST", "GET", false)]
    [InlineData("302 Found", "PUT", "PUT", true)]
    [InlineData("303 See Other", "PUT", "GET", false)]
    [InlineData("303 See Other", "HEAD", "HEAD", true)]
    [InlineData("307 Temporary", "POST", "POST", true)]
    [InlineData("308 Permanent", "POST", "POST", true)]
    public async Task Redirect_IsFollowedWithTheMethodThatItAsksFor(string status, string method, string followed, bool keepsBody)
    {
        await using var stub = Redirecting(status, "/to?x=1");
        await _call.GiveAsync(_type, ("url", stub.Url("/from")), ("method", method), ("body", "the body"));
        var request = stub.Requests.ToArray()[1];
        Assert.StartsWith($"{followed} /to?x=1 ", request, StringComparison.Ordinal);
        Assert.Equal(keepsBody, request.EndsWith("the body", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redirect_ToAHostThatIsNotPermitted_IsNotFollowed()
    {
        await using var other = new HttpStub("200 OK", "", "hidden");
        await using var stub = Redirecting("302 Found", other.Url("/?key=hidden"));
        using var run = await _call.RunAsync(_type, ("url", stub.Url("/from")));
        var message = Assert.IsType<PermissionDeniedException>(run.Error).Message;
        Assert.StartsWith($"A request to '{other.Host}' is not permitted", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task Redirect_ToAnotherProtocol_IsNotFollowed(string target)
    {
        await using var stub = Redirecting("302 Found", target);
        using var run = await _call.RunAsync(_type, ("url", stub.Url("/from")));
        Assert.IsType<PermissionDeniedException>(run.Error);
    }

    [Fact]
    public async Task Redirect_ToAnotherOrigin_IsNotSentTheHeaders()
    {
        await using var other = new HttpStub("200 OK", "", "");
        await using var stub = Redirecting("307 Temporary", other.Url());
        _call.Allow(PermissionKind.Http, other.Host);
        var headers = StepValues.Parse("""{"authorization":"hidden","cookie":"hidden","x-key":"hidden","accept":"text/csv"}""");
        await _call.GiveAsync(_type, ("url", stub.Url("/from")), ("headers", headers), ("method", "POST"), ("body", "b"));
        Assert.Contains("hidden", Assert.Single(stub.Requests), StringComparison.Ordinal);
        var request = Assert.Single(other.Requests);
        Assert.DoesNotContain("hidden", request, StringComparison.Ordinal);
        Assert.Contains("Accept: text/csv\r\n", request, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Content-Type: text/plain; charset=utf-8\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_ToTheSameOrigin_IsSentTheHeaders()
    {
        await using var stub = Redirecting("302 Found", "/to");
        await _call.GiveAsync(_type, ("url", stub.Url("/from")), ("headers", StepValues.Parse("""{"x-key":"kept"}""")));
        Assert.All(stub.Requests, static request => Assert.Contains("x-key: kept", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redirect_InACircle_EndsAfterTen()
    {
        await using var stub = new HttpStub("302 Found", "Location: /again", "");
        _call.Allow(PermissionKind.Http, stub.Host);
        Assert.Contains("is the end of 10 redirects", await _call.FailAsync(_type, ("url", stub.Url())), StringComparison.Ordinal);
        Assert.Equal(11, stub.Requests.Count);
    }

    [Theory]
    [InlineData("302 Found", "Location: /to", 302L)]
    [InlineData("304 Not Modified", "Location: /to", 304L)]
    public async Task Redirect_ThatIsExpected_IsTheAnswer(string status, string headers, long expect)
    {
        await using var stub = new HttpStub(status, headers, "");
        _call.Allow(PermissionKind.Http, stub.Host);
        Assert.Equal(expect, (await _call.GiveMapAsync(_type, ("url", stub.Url()), ("expect", expect)))["status"]);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Redirect_ToNowhere_IsAStatusThatIsNotExpected()
    {
        await using var stub = new HttpStub("302 Found", "X-No: location", "nowhere");
        _call.Allow(PermissionKind.Http, stub.Host);
        Assert.Contains("answered 302, which is not expected: nowhere", await _call.FailAsync(_type, ("url", stub.Url())), StringComparison.Ordinal);
    }

    [Fact]
    public void Follow_ToAnotherScheme_IsAnotherOrigin()
    {
        var call = new HttpCall(new Uri("http://a.example/"), "GET", [new("x-key", "hidden")], null);
        Assert.Empty(call.Follow(System.Net.HttpStatusCode.Found, new Uri("https://a.example/")).Headers);
        Assert.Empty(call.Follow(System.Net.HttpStatusCode.Found, new Uri("http://a.example:81/")).Headers);
        Assert.Single(call.Follow(System.Net.HttpStatusCode.Found, new Uri("http://A.example:80/b")).Headers);
    }

    [Theory]
    [InlineData("https://a.example/", "http://a.example/", true)]
    [InlineData("https://a.example/", "https://b.example/", false)]
    [InlineData("http://a.example/", "http://a.example/", false)]
    [InlineData("http://a.example/", "https://a.example/", false)]
    public void WouldBeReadable_IsWhatLeavesEncryption(string from, string to, bool expected) =>
        Assert.Equal(expected, new HttpCall(new Uri(from), "GET", [], null).WouldBeReadable(new Uri(to)));

    private HttpStub Redirecting(string status, string target)
    {
        var stub = new HttpStub((request, stream, token) =>
            stream.WriteAsync(request.Contains(" /from ", StringComparison.Ordinal) ? HttpStub.Answer(status, $"Location: {target}") : HttpStub.Answer("200 OK"), token).AsTask());
        _call.Allow(PermissionKind.Http, stub.Host);
        return stub;
    }
}
