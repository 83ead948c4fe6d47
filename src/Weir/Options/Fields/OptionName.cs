namespace Weir;

/// <summary>How options are called in code, <c>Pooling.MaxObjects</c>, and in files, <c>pooling.maxObjects</c>.</summary>
internal static class OptionName
{
    /// <summary>The name in files of a path of property names.</summary>
    public static string InFile(string path) =>
        string.Join('.', path.Split('.').Select(static part => char.ToLowerInvariant(part[0]) + part[1..]));
}
