namespace Weir.Layers.Caching;

/// <summary>A call that is making an output, which others wait for. It ends once: with the output, or without.</summary>
/// <remarks>
/// Whoever is inside a flight waits for no other one, whatever the cache: so two that need each other's outputs never wait for each other, and
/// a step that calls itself is called.
/// </remarks>
internal abstract class Flight
{
    private static readonly AsyncLocal<Flight?> Inside = new();

    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOver;

    /// <summary>Whether this flow makes an output that others may be waiting for.</summary>
    public static bool IsInside => Inside.Value is { _isOver: false };

    /// <summary>Ends when the flight does; never faulted.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether it has ended with an output.</summary>
    public bool HasOutput => _ended.Task is { IsCompletedSuccessfully: true } ended && ended.GetAwaiter().GetResult();

    /// <summary>Puts this flow into the flight; gives where it was before, for <see cref="Leave"/>.</summary>
    public Flight? Enter()
    {
        var before = Inside.Value;
        Inside.Value = this;
        return before;
    }

    public static void Leave(Flight? before) => Inside.Value = before;

    /// <summary>There will be no output.</summary>
    public void GiveUp() => End(hasOutput: false);

    protected void End(bool hasOutput)
    {
        _isOver = true;
        Land();
        _ended.TrySetResult(hasOutput);
    }

    /// <summary>It is found no more.</summary>
    protected abstract void Land();
}

/// <summary>A flight for one key.</summary>
/// <param name="cache">Where it is found.</param>
/// <param name="key">Its key.</param>
/// <param name="age">The age of the policy when it began.</param>
internal sealed class Flight<TKey, TOut>(StepCache<TKey, TOut> cache, TKey key, int age) : Flight
{
    // Written before the flight ends, read after it has.
    private TOut? _output;
    private volatile bool _isStuck;

    /// <summary>Whether it is found although it has ended: then nobody may wait for it.</summary>
    public bool IsStuck
    {
        get => _isStuck;
        set => _isStuck = value;
    }

    public TKey Key => key;

    public int Age => age;

    /// <summary>The output; only where it <see cref="Flight.HasOutput"/>.</summary>
    public TOut Output => _output!;

    public void Succeed(TOut output)
    {
        _output = output;
        End(hasOutput: true);
    }

    protected override void Land() => cache.Land(this);
}
