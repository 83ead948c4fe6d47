namespace Weir.Layers.Caching;

/// <summary>Remembers the hashes of keys that had to leave, the last so many of them. Two keys with one hash are one ghost: that costs a place, never a value.</summary>
/// <param name="capacity">How many.</param>
internal sealed class Ghosts(int capacity)
{
    private readonly HashSet<int> _hashes = [];

    // Has what is in _hashes, and some that came back meanwhile.
    private readonly Queue<int> _order = new();

    public void Add(int hash)
    {
        if (_hashes.Add(hash))
        {
            _order.Enqueue(hash);
        }

        while (_order.Count > capacity)
        {
            _hashes.Remove(_order.Dequeue());
        }
    }

    /// <returns>Whether it was remembered.</returns>
    public bool Remove(int hash) => _hashes.Remove(hash);

    public void Clear()
    {
        _hashes.Clear();
        _order.Clear();
    }
}
