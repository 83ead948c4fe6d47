namespace Weir;

/// <summary>A map that forks share, whatever its types.</summary>
internal interface ISharedMap
{
    /// <summary>A map with the same entries, which shares them.</summary>
    /// <param name="maxDelta">How many changes it keeps beside what it shares.</param>
    object Share(int maxDelta);
}
