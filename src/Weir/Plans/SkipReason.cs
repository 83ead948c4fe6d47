namespace Weir;

/// <summary>Words why a step did not start.</summary>
internal static class SkipReason
{
    /// <param name="need">The step that it needs.</param>
    /// <param name="failed">The step whose failure started it; the same one, or one that <paramref name="need"/> was skipped for.</param>
    public static string Of(string need, string failed) =>
        need == failed ? $"needs '{need}', which failed" : $"needs '{need}', which was skipped because '{failed}' failed";
}
