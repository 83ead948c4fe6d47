using System.Globalization;
using System.Text.Encodings.Web;

namespace Weir.Yaml.Files;

/// <summary>Puts <c>***</c> where a secret would be shown: the values of inputs that are marked <c>secret</c>, and of those that came from the environment.</summary>
/// <remarks>
/// A secret is found as it is, in small and capital letters, and as it stands inside of JSON and as a part of an address; in no other form, such as reversed or in base 64. What has less
/// than <see cref="MinLength"/> characters is not looked for: it would be found everywhere.
/// </remarks>
public sealed class SecretMask
{
    /// <summary>What stands for a secret.</summary>
    public const string Mark = "***";

    /// <summary>How many characters a secret has at least.</summary>
    public const int MinLength = 4;

    private readonly Lock _gate = new();

    // Written under _gate, read as it is; the longest first, so that no part of one is left.
    private volatile string[] _texts = [];

    internal SecretMask()
    {
    }

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => _texts.Length == 0;

    /// <summary>The text without secrets.</summary>
    /// <param name="text">A text that is shown or kept.</param>
    /// <returns>The same where there is none in it.</returns>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var secret in _texts)
        {
            text = text.Replace(secret, Mark, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    /// <summary>The value without secrets, whose names in maps count as well; a number that is one becomes text.</summary>
    /// <param name="value">One of the values of <see cref="StepValues"/>.</param>
    /// <returns>The value.</returns>
    public object? Apply(object? value) => _texts.Length == 0 ? value : value switch
    {
        string text => Apply(text),
        long or double => _texts.Contains(TextOf(value)) ? Mark : value,
        IReadOnlyDictionary<string, object?> map => MaskOf(map),
        IReadOnlyList<object?> list => list.Select(Apply).ToArray(),
        _ => value,
    };

    /// <summary>Adds secrets; lists and maps stand for all that is in them.</summary>
    internal void Add(IEnumerable<object?> secrets)
    {
        var texts = secrets.SelectMany(Leaves).Where(static text => text.Length >= MinLength).SelectMany(Forms).ToArray();
        lock (_gate)
        {
            if (texts.Except(_texts, StringComparer.Ordinal).Any())
            {
                _texts = [.. texts.Union(_texts, StringComparer.Ordinal).OrderByDescending(static text => text.Length).ThenBy(static text => text, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>What stands for an error that tells a secret; null: it tells none, or is not the step's own.</summary>
    internal StepFailedException? Masked(Exception error) =>
        error is OperationCanceledException or ControlSignalException || IsEmpty || error.ToString() is var told && Apply(told) == told
            ? null
            : new StepFailedException(Apply(error.Message));

    private OrderedDictionary<string, object?> MaskOf(IReadOnlyDictionary<string, object?> map)
    {
        var masked = new OrderedDictionary<string, object?>(map.Count, StringComparer.Ordinal);
        foreach (var (name, value) in map)
        {
            masked[Apply(name)] = Apply(value);
        }

        return masked;
    }

    private static IEnumerable<string> Leaves(object? value) => value switch
    {
        string text => [text],
        long or double => [TextOf(value)],
        IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(Leaves),
        IReadOnlyList<object?> list => list.SelectMany(Leaves),
        _ => [],
    };

    private static IEnumerable<string> Forms(string text) =>
    [
        text,
        JavaScriptEncoder.Default.Encode(text),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text),
        Uri.EscapeDataString(text),
        .. PartsOf("http://host/" + text, static address => address.AbsolutePath.TrimStart('/')),
        .. PartsOf("http://host/" + text, static address => address.PathAndQuery.TrimStart('/')),
        .. PartsOf("http://host/?" + text, static address => address.Query.TrimStart('?')),
        .. PartsOf("http://" + text, static address => address.Host),
    ];

    /// <summary>How a text stands in an address once that was put into its normal form.</summary>
    private static IEnumerable<string> PartsOf(string address, Func<Uri, string> part) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && part(parsed) is { Length: >= MinLength } text ? [text] : [];

    private static string TextOf(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
