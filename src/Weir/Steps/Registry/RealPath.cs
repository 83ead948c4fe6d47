namespace Weir;

/// <summary>Where a path leads once every link on the way is followed.</summary>
internal static class RealPath
{
    // As many as Linux follows before it gives up.
    private const int MaxLinks = 40;

    /// <param name="path">A path, absolute and without dots; what it names need not exist.</param>
    /// <returns>The path without links, as far as it exists.</returns>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        var real = path;
        for (var links = 0; links <= MaxLinks; links++)
        {
            if (FollowFirst(real) is not { } next)
            {
                return real;
            }

            real = next;
        }

        throw new IOException($"The path '{path}' goes through more than {MaxLinks} links.");
    }

    /// <summary>The path with the first link on it followed; null: there is none.</summary>
    private static string? FollowFirst(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var at = root.Length;
        while (at <= path.Length)
        {
            var end = path.IndexOf(Path.DirectorySeparatorChar, at);
            end = end < 0 ? path.Length : end;
            var prefix = path[..end];
            if (prefix.Length > root.Length && new FileInfo(prefix).LinkTarget is { } target)
            {
                return Path.GetFullPath(Path.Join(Path.GetFullPath(target, Path.GetDirectoryName(prefix)!), path[end..]));
            }

            at = end + 1;
        }

        return null;
    }
}
