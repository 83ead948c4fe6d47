using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>
/// A pipeline is to async locals what an async method is: what a step sets without awaiting is seen by the steps after it, and
/// not by the caller.
/// </summary>
internal static class AsyncFlow
{
    /// <param name="before">What <see cref="ExecutionContext.Capture"/> gave; null where the flow was suppressed, which is left alone.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Restore(ExecutionContext? before)
    {
        if (before is not null && ExecutionContext.Capture() != before)
        {
            ExecutionContext.Restore(before);
        }
    }
}
