namespace Weir;

/// <summary>How much pools keep.</summary>
/// <param name="MaxObjects">How many buffers or objects one pool keeps.</param>
/// <param name="MaxPools">How many pools there are: one for each size of buffer and each policy.</param>
/// <param name="MaxBytes">How many bytes all kept buffers have together.</param>
/// <param name="MaxBufferLength">The longest buffer that is kept.</param>
/// <param name="CleanupThreshold">How full pools may be before half of what they keep is dropped: a share of what they may keep.</param>
internal sealed record PoolLimits(int MaxObjects, int MaxPools, long MaxBytes, int MaxBufferLength, double CleanupThreshold);
