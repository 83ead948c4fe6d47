namespace Weir;

/// <summary>Words a list of names for a sentence.</summary>
internal static class NameList
{
    public static string Of(IEnumerable<string> names) => string.Join(", ", names.Select(static name => $"'{name}'"));
}
