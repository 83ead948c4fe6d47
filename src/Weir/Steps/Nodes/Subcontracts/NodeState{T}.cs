namespace Weir;

/// <summary>A state as it was read.</summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="Value">What is kept.</param>
/// <param name="Version">Its version; 0: it was never written, and the value is an empty one.</param>
public sealed record NodeState<T>(T Value, long Version);
