using System.Net;
using System.Text;
using System.Text.Json;

namespace Weir.Yaml.StepTypes;

/// <summary><c>http.request</c>.</summary>
/// <param name="maxBytes">The greatest size of the body of a response, decompressed.</param>
internal sealed class HttpRequestStep(int maxBytes = HttpRequestStep.DefaultMaxBytes) : StepType(
    "http.request",
    "Sends a request over HTTP and gives the response.",
    new StepParameter("url", ValueShape.Text, "The address; http or https.") { IsRequired = true, Permission = PermissionKind.Http },
    new StepParameter("method", ValueShape.Text, "The method; default GET.") { Words = Methods },
    new StepParameter("headers", ValueShape.AnyMap, "Headers by name: texts or numbers of one line, in ASCII."),
    new StepParameter("body", ValueShape.Any, "What is sent: text as it is, any other value as JSON; the header content-type says so unless it is given."),
    new StepParameter(ExpectedCodes.Name, ValueShape.Any, "The status, or a list of them, with which the step completes; default 200 to 299."))
{
    internal const int DefaultMaxBytes = 16 * 1024 * 1024;
    private const int MaxRedirects = 10;

    // Enough for the characters of a body that a failure shows, in any encoding.
    private const int ShownBytes = 1024;

    // Shared by all steps, so that connections are. It keeps nothing between requests: no cookies, no credentials.
    private static readonly HttpClient Client = NewClient();

    public static IReadOnlyList<string> Methods { get; } = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public override ValueShape OutputOf(IReadOnlySet<string> given) =>
        ValueShape.MapOf(("status", ValueShape.WholeNumber), ("headers", ValueShape.AnyMap), ("body", ValueShape.Text), ("json", ValueShape.Any));

    public override IEnumerable<(string Parameter, string Message)> Check(IReadOnlyDictionary<string, object?> literals)
    {
        if (literals.GetValueOrDefault("url") is string url && HttpCall.UrlProblem(url) is { } problem)
        {
            yield return ("url", problem);
        }

        foreach (var (name, value) in literals.GetValueOrDefault("headers") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>())
        {
            if (HttpHeaderMap.Problem(name, value) is { } wrong)
            {
                yield return ("headers", wrong);
            }
        }

        foreach (var finding in ExpectedCodes.Check(literals))
        {
            yield return finding;
        }
    }

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var expected = ExpectedCodes.Of(arguments);
        var call = HttpCall.Of(arguments);
        var token = context.CancellationToken;
        try
        {
            for (var redirects = 0; redirects <= MaxRedirects; redirects++)
            {
                arguments.Access.Demand(PermissionKind.Http, call.Url.AbsoluteUri);
                using var message = call.ToMessage();
                using var response = await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
                var isExpected = expected?.Contains((long)response.StatusCode) ?? response.IsSuccessStatusCode;
                if (isExpected || RedirectOf(call, response) is not { } url)
                {
                    return await AnswerAsync(call, response, isExpected, context).ConfigureAwait(false);
                }

                if (call.WouldBeReadable(url))
                {
                    return context.Fail<object?>($"{call.Method} {call.ShownUrl} is redirected from https to {url.Scheme}, which is not followed; ask for the address that it leads to.");
                }

                call = call.Follow(response.StatusCode, url);
            }

            return context.Fail<object?>($"{call.Method} {call.ShownUrl} is the end of {MaxRedirects} redirects and leads to another; give an address nearer to the end.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !token.IsCancellationRequested))
        {
            return context.Fail<object?>($"{call.Method} {call.ShownUrl} failed: {error.Message}");
        }
    }

    /// <summary>Where a response sends the request; null: nowhere.</summary>
    private static Uri? RedirectOf(HttpCall call, HttpResponseMessage response) => response.StatusCode
        is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location && Uri.TryCreate(call.Url, location, out var url) ? url : null;

    private async Task<object?> AnswerAsync(HttpCall call, HttpResponseMessage response, bool isExpected, StepContext context)
    {
        var token = context.CancellationToken;
        var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        var (bytes, isAll) = await BoundedStream.ReadAsync(stream, isExpected ? maxBytes : ShownBytes, token).ConfigureAwait(false);
        var body = TextOf(bytes.Span, response);
        if (!isExpected)
        {
            return context.Fail<object?>($"{call.Method} {call.ShownUrl} answered {(int)response.StatusCode}, which is not expected: {ShownText.Start(body)}");
        }

        return isAll
            ? new OrderedDictionary<string, object?>
            {
                ["status"] = (long)response.StatusCode,
                ["headers"] = HttpHeaderMap.Of(response),
                ["body"] = body,
                ["json"] = JsonOf(body),
            }
            : context.Fail<object?>($"{call.Method} {call.ShownUrl} answered with more than {maxBytes} bytes, which is as much as http.request reads; ask for less.");
    }

    private static string TextOf(ReadOnlySpan<byte> bytes, HttpResponseMessage response) =>
        EncodingOf(response.Content.Headers.ContentType?.CharSet).GetString(bytes).TrimStart('\uFEFF');

    private static Encoding EncodingOf(string? name)
    {
        try
        {
            return name is null ? Encoding.UTF8 : Encoding.GetEncoding(name.Trim('"'));
        }
        catch (ArgumentException)
        {
            // What nobody knows is read as what nearly all use.
            return Encoding.UTF8;
        }
    }

    private static object? JsonOf(string body)
    {
        // Looking first spares an exception for every page of HTML.
        if (body.AsSpan().TrimStart() is not [var first, ..] || (!char.IsAsciiDigit(first) && !"{[\"-tfn".Contains(first, StringComparison.Ordinal)))
        {
            return null;
        }

        try
        {
            return StepValues.Parse(body);
        }
        catch (JsonException)
        {
            // A body need not be JSON.
            return null;
        }
    }

    private static HttpClient NewClient()
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(30),

            // A host may get another address while the process lives.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("weir");
        return client;
    }
}
