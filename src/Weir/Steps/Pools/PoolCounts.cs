namespace Weir;

/// <summary>What pools hold and have done. Read while others work, so the numbers need not belong to one moment.</summary>
/// <param name="Pools">How many pools there are.</param>
/// <param name="Idle">How many buffers and objects wait in them.</param>
/// <param name="IdleBytes">How many bytes the buffers among them have.</param>
/// <param name="Reused">How often one was taken out.</param>
/// <param name="Dropped">How many were given back and not kept, or trimmed away.</param>
internal sealed record PoolCounts(int Pools, int Idle, long IdleBytes, long Reused, long Dropped);
