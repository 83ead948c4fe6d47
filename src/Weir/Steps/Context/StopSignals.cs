using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>What a loop asks before every step: one flag, and the scope only where that is up.</summary>
internal readonly struct StopSignals(StopSource source, CancelScope scope)
{
    public bool AreOn
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => source.IsUp && scope.IsStopping;
    }
}
