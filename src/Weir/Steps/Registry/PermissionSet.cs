namespace Weir;

/// <summary>What is allowed; what is not named is not.</summary>
/// <remarks>
/// A path allows itself and, where it is a folder, all below it; links are followed before the question is asked. A host allows its
/// default ports, <c>host:port</c> that one, <c>*.host</c> all below it. A command allows exactly the word that it is.
/// </remarks>
public sealed class PermissionSet
{
    private readonly Dictionary<PermissionKind, List<string>> _entries = [];

    /// <summary>Nothing is allowed.</summary>
    public PermissionSet()
    {
    }

    private PermissionSet(IEnumerable<(PermissionKind Kind, string Value)> entries)
    {
        foreach (var (kind, value) in entries)
        {
            (_entries.TryGetValue(kind, out var list) ? list : _entries[kind] = []).Add(value);
        }
    }

    /// <summary>What is allowed, in the order in which it was.</summary>
    public IEnumerable<(PermissionKind Kind, string Value)> Entries => _entries.SelectMany(static pair => pair.Value.Select(value => (pair.Key, value)));

    /// <summary>The same and more.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="value">What to: a path, a host, a command.</param>
    /// <returns>The new set.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public PermissionSet With(PermissionKind kind, string value) => new([.. Entries, (kind, Require.Text(value, nameof(value)))]);

    /// <summary>Whether something is allowed.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="value">What to: a path, a URL, a command.</param>
    /// <param name="folder">The folder that paths are relative to; absolute.</param>
    /// <returns>Whether it is.</returns>
    public bool Covers(PermissionKind kind, string value, string folder) =>
        _entries.TryGetValue(kind, out var entries) && entries.Exists(entry => kind switch
        {
            PermissionKind.Http => CoversHost(entry, value),
            PermissionKind.Shell => string.Equals(entry, value, StringComparison.Ordinal),
            _ => CoversPath(entry, value, folder),
        });

    /// <summary>What a permission would have to name.</summary>
    internal static string Subject(PermissionKind kind, string value) =>
        (kind == PermissionKind.Http && TryHost(value) is { } url ? url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}" : value).ReplaceLineEndings(" ");

    internal static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || path[folder.Length] == Path.DirectorySeparatorChar);

    private static bool CoversPath(string entry, string value, string folder)
    {
        if (value.Contains('\0', StringComparison.Ordinal) || entry.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        var allowed = Path.TrimEndingDirectorySeparator(RealPath.Of(Path.GetFullPath(entry, folder)));
        return IsWithin(RealPath.Of(Path.GetFullPath(value, folder)), allowed);
    }

    private static bool CoversHost(string entry, string value)
    {
        if (TryHost(value) is not { } url)
        {
            return false;
        }

        var (host, port) = Split(entry);
        var isHost = host.StartsWith("*.", StringComparison.Ordinal)
            ? url.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(url.Host, host, StringComparison.OrdinalIgnoreCase);
        return isHost && (port is null ? url.IsDefaultPort : port == url.Port);
    }

    /// <summary>Host and port of an entry; a port stands behind the last colon, which inside of brackets belongs to an address.</summary>
    private static (string Host, int? Port) Split(string entry)
    {
        var colon = entry.LastIndexOf(':');
        return colon > 0 && !entry.EndsWith(']') && int.TryParse(entry.AsSpan(colon + 1), out var port) ? (entry[..colon], port) : (entry, null);
    }

    private static Uri? TryHost(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url : null;
}
