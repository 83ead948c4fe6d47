namespace Weir;

/// <summary>Words why a step did not start.</summary>
internal static class SkipReason
{
    /// <param name="need">The step that it needs.</param>
    /// <param name="failed">The step whose failure started it; the same one, or one that <paramref name="need"/> was skipped for.</param>
    public static string Of(string need, string failed) =>
        need == failed ? $"needs '{need}', which failed" : $"needs '{need}', which was skipped because '{failed}' failed";

    /// <param name="need">The step that it needs.</param>
    /// <param name="paused">The step that waits for an answer; the same one, or one that <paramref name="need"/> waits for.</param>
    public static string OfPause(string need, string paused) =>
        need == paused ? $"needs '{need}', which is paused" : $"needs '{need}', which waits because '{paused}' is paused";
}
