namespace Weir;

/// <summary>Words how something ended, for one line of a log or a debugger.</summary>
internal static class OneLine
{
    /// <param name="name">What ended.</param>
    /// <param name="status">How.</param>
    /// <param name="error">What was wrong; null: nothing.</param>
    public static string Of(string name, string status, string? error) =>
        error is null ? $"{name}: {status}" : $"{name}: {status}, {error.ReplaceLineEndings(" ")}";
}
