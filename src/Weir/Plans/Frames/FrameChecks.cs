using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>
/// Whether frames and contexts are watched for use after their end: in a debug build, or where the runtime switch
/// <c>Weir.CheckStepContexts</c> says so. Fixed for the process, so that the compiler removes what is off.
/// </summary>
internal static class FrameChecks
{
    public static readonly bool AreOn = AppContext.TryGetSwitch("Weir.CheckStepContexts", out var isOn) ? isOn : IsDebugBuild;

#if DEBUG
    private const bool IsDebugBuild = true;
#else
    private const bool IsDebugBuild = false;
#endif

    /// <summary>Every call of a step has a context of its own, which ends with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StepEnded(Frame frame)
    {
        if (AreOn)
        {
            frame.RenewContext(frame.Plan.Nodes[frame.Index].Name);
        }
    }

    /// <summary>The same inside a loop over steps or items.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StepEnded(Frame frame, ref StepContext context)
    {
        if (AreOn)
        {
            frame.RenewContext(frame.Plan.Nodes[frame.Index].Name);
            context = frame.Context;
        }
    }

    /// <summary>A frame that is handed out must have been given back, and the other way round: two runs never see one frame.</summary>
    public static void Require(bool condition, Frame frame)
    {
        if (AreOn && !condition)
        {
            throw new InvalidOperationException($"A frame of '{frame.Plan.Name}' was handed out or given back twice.");
        }
    }
}
