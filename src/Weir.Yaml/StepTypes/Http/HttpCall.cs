using System.Net;
using System.Text;

namespace Weir.Yaml.StepTypes;

/// <summary>One request of <c>http.request</c>, which may be sent again to where a redirect leads.</summary>
internal sealed record HttpCall(Uri Url, string Method, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte>? Body)
{
    // What a redirect to another origin is still sent; all else may be a secret of the first.
    private static readonly HashSet<string> HarmlessHeaders = new(StringComparer.OrdinalIgnoreCase) { "accept", "accept-language", "content-type", "user-agent" };

    /// <summary>The address without what may be secret in it.</summary>
    public string ShownUrl => Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <exception cref="ArgumentException">A parameter is not what it must be.</exception>
    public static HttpCall Of(StepArguments arguments)
    {
        var headers = HttpHeaderMap.Of(arguments.Map("headers"));
        var body = arguments.Value("body");
        if (body is not null && !headers.Exists(static header => string.Equals(header.Key, "content-type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("Content-Type", body is string ? "text/plain; charset=utf-8" : "application/json"));
        }

        ReadOnlyMemory<byte>? bytes = body is null ? null : Encoding.UTF8.GetBytes(body as string ?? StepValues.ToJson(body));
        return new HttpCall(UrlOf(arguments.Text("url")), MethodOf(arguments.Text("method", "GET")), headers, bytes);
    }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), Url) { Content = Body is { } body ? new ReadOnlyMemoryContent(body) : null };
        foreach (var (name, value) in Headers)
        {
            // Those that speak of the body are refused here, and belong to the content.
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    /// <summary>Whether a redirect leads from an encrypted address to one that is not.</summary>
    public bool WouldBeReadable(Uri url) => Url.Scheme == Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttps;

    /// <summary>The request that follows a redirect (RFC 9110, 15.4), made as browsers make it.</summary>
    /// <param name="status">How the redirect was answered.</param>
    /// <param name="url">Where it leads.</param>
    public HttpCall Follow(HttpStatusCode status, Uri url)
    {
        var isRead = status == HttpStatusCode.SeeOther ? Method != "HEAD" : status is HttpStatusCode.Moved or HttpStatusCode.Found && Method == "POST";
        var isSameOrigin = Uri.Compare(Url, url, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
        return new HttpCall(
            url,
            isRead ? "GET" : Method,
            [.. Headers.Where(header => isSameOrigin || HarmlessHeaders.Contains(header.Key))],
            isRead ? null : Body);
    }

    /// <summary>What is wrong with an address, which may have secrets in it; null: nothing.</summary>
    public static string? UrlProblem(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            ? "'url' is no URL; it must begin with http:// or https:// and have a host."
            : url.UserInfo.Length == 0 ? null
            : "'url' has a user before its host; give an 'authorization' in 'headers' instead.";

    private static Uri UrlOf(string text) => UrlProblem(text) is { } problem ? throw new ArgumentException(problem) : new Uri(text);

    private static string MethodOf(string method) => HttpRequestStep.Methods.Contains(method)
        ? method
        : throw new ArgumentException($"'method' is none of {string.Join(", ", HttpRequestStep.Methods)}.");
}
