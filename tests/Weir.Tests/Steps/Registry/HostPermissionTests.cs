namespace Weir.Tests.Steps.Registry;

public sealed class HostPermissionTests
{
    [Theory]
    [InlineData("example.com", "http://example.com/")]
    [InlineData("example.com", "https://example.com/a?b#c")]
    [InlineData("example.com", "HTTPS://EXAMPLE.COM:443/")]
    [InlineData("EXAMPLE.com", "http://example.com/")]
    [InlineData("example.com:80", "http://example.com/")]
    [InlineData("example.com:8080", "http://example.com:8080/")]
    [InlineData("example.com", "http://user:secret@example.com/")]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080/x")]
    [InlineData("127.0.0.1", "http://0x7f000001/")]
    [InlineData("127.0.0.1", "http://127.1/")]
    [InlineData("[::1]", "http://[::1]/")]
    [InlineData("[::1]:8080", "http://[::1]:8080/")]
    [InlineData("[0:0:0:0:0:0:0:1]:8080", "http://[::1]:8080/")]
    [InlineData("[::1]", "http://[0:0::0:1]/")]
    [InlineData("*.example.com", "http://a.example.com/")]
    [InlineData("*.example.com", "http://a.b.EXAMPLE.com/")]
    [InlineData("*.example.com:81", "http://a.example.com:81/")]
    [InlineData("bücher.example", "http://xn--bcher-kva.example/")]
    [InlineData("xn--bcher-kva.example", "http://BÜCHER.example/")]
    public void Covers_WhatAHostNames_IsTrue(string entry, string address) => Assert.True(Covers(entry, address));

    [Theory]
    [InlineData("example.com", "http://example.com:8080/")]
    [InlineData("example.com:8080", "http://example.com/")]
    [InlineData("example.com:8080", "http://example.com:80801/")]
    [InlineData("example.com", "http://example.com.evil.example/")]
    [InlineData("example.com", "http://evilexample.com/")]
    [InlineData("example.com", "http://a.example.com/")]
    [InlineData("example.com", "http://example.com@evil.example/")]
    [InlineData("example.com", "http://example.com:80@evil.example/")]
    [InlineData("example.com", "http://evil.example/example.com")]
    [InlineData("example.com", "http://evil.example\\@example.com/")]
    [InlineData("example.com", "http://evil.example#@example.com/")]
    [InlineData("example.com", "http://example.com./")]
    [InlineData("example.com", "ftp://example.com/")]
    [InlineData("example.com", "file:///example.com")]
    [InlineData("example.com", "example.com")]
    [InlineData("example.com", "//example.com/")]
    [InlineData("example.com", "")]
    [InlineData("*.example.com", "http://example.com/")]
    [InlineData("*.example.com", "http://evilexample.com/")]
    [InlineData("*.example.com", "http://a.example.com.evil.example/")]
    [InlineData("*.0.0.1", "http://127.0.0.1/")]
    [InlineData("*", "http://example.com/")]
    [InlineData("*.", "http://example.com/")]
    [InlineData("http://example.com", "http://example.com/")]
    [InlineData("example.com/a", "http://example.com/a")]
    [InlineData("user@example.com", "http://user@example.com/")]
    [InlineData("[::1]", "http://[::2]/")]
    [InlineData("[::1]", "http://[::1]:8080/")]
    [InlineData("example.com:+80", "http://example.com/")]
    public void Covers_AnythingElse_IsFalse(string entry, string address) => Assert.False(Covers(entry, address));

    [Fact]
    public void Covers_AHostThatIsPermittedToRead_IsFalse() =>
        Assert.False(new PermissionSet().With(PermissionKind.Read, "example.com").Covers(PermissionKind.Http, "http://example.com/", "/"));

    [Fact]
    public void Refusal_OfAUrl_NamesHostAndPortAndNothingElseOfIt()
    {
        var refusal = new StepAccess(Path.GetTempPath(), new PermissionSet())
            .Refusal(PermissionKind.Http, "https://user:hidden@API.example:8443/hidden?key=hidden#hidden");
        Assert.Equal(
            "A request to 'api.example:8443' is not permitted; add 'http: [ api.example:8443 ]' to 'permissions', or give --allow http=api.example:8443.",
            refusal);
    }

    [Fact]
    public void Refusal_OfAnIPv6Address_IsAListThatYamlUnderstands() =>
        Assert.Contains(
            "add 'http: [ \"[::1]:8080\" ]' to",
            new StepAccess(Path.GetTempPath(), new PermissionSet()).Refusal(PermissionKind.Http, "http://[::1]:8080/"),
            StringComparison.Ordinal);

    [Fact]
    public void Refusal_OfWhatIsNoUrl_SaysSoAndShowsNothing() =>
        Assert.Equal(
            "The address of a request is no URL; it must begin with http:// or https:// and have a host.",
            new StepAccess(Path.GetTempPath(), new PermissionSet()).Refusal(PermissionKind.Http, "localhost?key=hidden"));

    private static bool Covers(string entry, string url) => new PermissionSet().With(PermissionKind.Http, entry).Covers(PermissionKind.Http, url, "/");
}
