namespace Weir;

/// <summary>Counts how often calls of an executor were answered by a cache. It stands here, where whoever caches finds it, and not where it is counted.</summary>
internal interface ICacheTally
{
    void Hit();

    void Miss();
}
