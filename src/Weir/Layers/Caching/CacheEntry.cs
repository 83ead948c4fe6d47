namespace Weir.Layers.Caching;

/// <summary>A kept output as the policy sees it: what it weighs, how often it was asked for, and where it stands.</summary>
/// <param name="hash">The hash of its key, salted by its step.</param>
/// <param name="bytes">What it weighs, its own overhead included.</param>
internal abstract class CacheEntry(int hash, long bytes)
{
    // Beyond that, more uses say nothing more.
    private const int MaxUses = 3;

    // Written without a lock by those who read the entry; what races is lost, which changes little.
    private int _uses;

    public int Hash => hash;

    public long Bytes => bytes;

    /// <summary>The queue that it stands in; null: in none. This and the next two under the gate of the policy.</summary>
    public CacheQueue? Queue { get; set; }

    public CacheEntry? Older { get; set; }

    public CacheEntry? Newer { get; set; }

    /// <summary>The one that is found by its key now; null: none.</summary>
    public abstract CacheEntry? Before { get; }

    public int Uses
    {
        get => _uses;
        set => _uses = value;
    }

    public void Use()
    {
        // Most that is used is used often: then it is read only, and no processor takes it from another.
        if (_uses < MaxUses)
        {
            _uses++;
        }
    }

    /// <summary>Makes it the one that is found by its key.</summary>
    public abstract void Enter();

    /// <summary>It is found no more, unless another has taken its place already.</summary>
    public abstract void Leave();
}
