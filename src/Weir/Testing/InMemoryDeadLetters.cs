namespace Weir.Testing;

/// <summary>Keeps dead letters in memory: the newest, up to a number of them. For many threads.</summary>
/// <param name="capacity">How many are kept; default 1,000, at least 1. When it is full the oldest goes.</param>
public sealed class InMemoryDeadLetters(int capacity = 1_000) : IDeadLetterSink
{
    private readonly int _capacity = Require.AtLeast(capacity, 1, nameof(capacity));
    private readonly Lock _gate = new();

    // Both under _gate.
    private readonly Queue<DeadLetter> _letters = new();
    private long _count;

    /// <summary>Those that are kept, the oldest first.</summary>
    public IReadOnlyList<DeadLetter> Letters
    {
        get
        {
            lock (_gate)
            {
                return [.. _letters];
            }
        }
    }

    /// <summary>How many have come, those that went included.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Keeps a letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="cancellationToken">Not looked at; nothing waits.</param>
    /// <returns>At once.</returns>
    public ValueTask PutAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        lock (_gate)
        {
            _count++;
            _letters.Enqueue(letter);
            if (_letters.Count > _capacity)
            {
                _letters.Dequeue();
            }
        }

        return default;
    }
}
