using System.Globalization;

namespace Weir;

/// <summary>What is allowed; what is not named is not.</summary>
/// <remarks>
/// A path allows itself and, where it is a folder, all below it; links are followed before the question is asked. A host allows its
/// default ports, <c>host:port</c> that one, <c>*.host</c> all below it; hosts are compared as they are connected to, so case, an IPv6
/// address written in another way, and letters outside of ASCII make no difference. A command allows exactly the word that it is.
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
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public bool Covers(PermissionKind kind, string value, string folder) =>
        _entries.TryGetValue(kind, out var entries) && entries.Exists(entry => kind switch
        {
            PermissionKind.Http => CoversHost(entry, value),
            PermissionKind.Shell => string.Equals(entry, value, StringComparison.Ordinal),
            _ => CoversPath(entry, value, folder),
        });

    /// <summary>What a permission would have to name; null: an address that none can name. Nothing of a URL but host and port, for the rest may be secret.</summary>
    internal static string? Subject(PermissionKind kind, string value) => kind != PermissionKind.Http
        ? value.ReplaceLineEndings(" ")
        : TryUrl(value) is not { } url ? null
        : url.IsDefaultPort ? HostOf(url) : string.Create(CultureInfo.InvariantCulture, $"{HostOf(url)}:{url.Port}");

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
        if (TryUrl(value) is not { } url)
        {
            return false;
        }

        var (name, port) = Split(entry);
        var isParent = name.StartsWith("*.", StringComparison.Ordinal);
        if (TryHost(isParent ? name[2..] : name) is not { } host)
        {
            return false;
        }

        var isHost = isParent
            ? url.HostNameType == UriHostNameType.Dns && HostOf(url).EndsWith($".{host}", StringComparison.Ordinal)
            : HostOf(url) == host;
        return isHost && (port is null ? url.IsDefaultPort : port == url.Port);
    }

    /// <summary>Host and port of an entry; a port stands behind the last colon, which inside of brackets belongs to an address.</summary>
    private static (string Host, int? Port) Split(string entry)
    {
        var colon = entry.LastIndexOf(':');
        return colon > 0 && int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (entry[..colon], port)
            : (entry, null);
    }

    private static Uri? TryUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url : null;

    /// <summary>The host alone, in the form of <see cref="HostOf"/>; null: the text has more than a host, or none.</summary>
    private static string? TryHost(string name) =>
        TryUrl($"http://{name}") is { IsDefaultPort: true, PathAndQuery: "/", Fragment: "", UserInfo: "" } url
        && !name.Contains('/', StringComparison.Ordinal) && !name.Contains('\\', StringComparison.Ordinal)
            ? HostOf(url)
            : null;

    /// <summary>The host as it is connected to: lower case, ASCII, addresses in their shortest form and in brackets where they have colons.</summary>
    private static string HostOf(Uri url) => url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
}
