using System.Buffers;
using System.Net.Http.Headers;

namespace Weir.Yaml.StepTypes;

/// <summary>Headers as maps of workflow files. What is wrong is told by the name of a header alone, for its value may be secret.</summary>
internal static class HttpHeaderMap
{
    // RFC 9110, 5.6.2.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // They say where a request goes and where it ends, which the permission was asked for.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    };

    /// <exception cref="ArgumentException">A name or value is none, or the header is not for the workflow to give.</exception>
    public static List<KeyValuePair<string, string>> Of(IReadOnlyDictionary<string, object?> map)
    {
        var headers = new List<KeyValuePair<string, string>>(map.Count);
        foreach (var (name, value) in map)
        {
            headers.Add(Problem(name, value) is { } problem ? throw new ArgumentException(problem) : new(name, StepValues.ToText(value)));
        }

        return headers;
    }

    /// <summary>What is wrong with a header; null: nothing.</summary>
    public static string? Problem(string name, object? value) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters) ? "A name in 'headers' has characters that no header has; it must be like 'x-name'."
        : Own.Contains(name) ? $"The header '{name}' is set by the request itself; remove it from 'headers'."
        : value is not (string or long or double or bool) ? $"The header '{name}' is {StepValues.KindOf(value)}; it must be text or a number."
        : IsOneLine(StepValues.ToText(value)) ? null
        : $"The header '{name}' has a line break or a character outside of ASCII; encode it.";

    /// <summary>The headers of a response: names in lower case, several values of one name with commas between them.</summary>
    public static OrderedDictionary<string, object?> Of(HttpResponseMessage response)
    {
        var map = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var header in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            map[header.Key.ToLowerInvariant()] = header.Value.ToString();
        }

        return map;
    }

    private static bool IsOneLine(string value) => value.All(static c => c is >= ' ' and <= '~' or '\t');
}
