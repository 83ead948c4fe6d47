using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Weir.Layers.Caching;

/// <summary>What is decided about the caching of one step when its pipeline is built.</summary>
/// <param name="layer">The layer.</param>
/// <param name="cache">Where its outputs are.</param>
/// <param name="rules">What was said about the step.</param>
/// <param name="keys">How its inputs become keys.</param>
/// <param name="outputs">How its outputs are shared.</param>
internal sealed class CachedStep<TIn, TKey, TOut>(
    CachingLayer layer, StepCache<TKey, TOut> cache, CachingBuilder<TIn, TOut> rules, KeyRule<TIn, TKey> keys, OutputRule<TOut> outputs)
{
    // An entry, its place in the table and its key, about.
    private const int Overhead = 128;

    private readonly Func<TKey, long> _keySize = ValueSize.Of<TKey>();
    private readonly Func<TOut, long> _outputSize = rules.Size ?? ValueSize.Of<TOut>();

    public CachingLayer Layer => layer;

    public StepCache<TKey, TOut> Cache => cache;

    /// <summary>Whether the key is the input itself.</summary>
    public bool IsKeyInput => keys.Key is null;

    /// <summary>Whether the call may be answered by an earlier one: not where the step could see a state, and not where it runs again on purpose.</summary>
    public bool Applies(Frame frame) => (frame.State is null || rules.IsStateIgnored) && (rules.IsInLoops || !frame.IsAgain);

    /// <summary>The key of an input; false: it has none that tells it from all others.</summary>
    public bool TryKey(TIn input, [NotNullWhen(true)] out TKey? key)
    {
        key = keys.Key is { } make ? make(input) : Unsafe.As<TIn, TKey>(ref input);
        return key is not null && (!keys.IsOpen || key.GetType() == typeof(TKey));
    }

    public Flight<TKey, TOut> NewFlight(TKey key) => new(cache, key, layer.Policy.Age);

    /// <summary>Looks for an output, and counts if it is there.</summary>
    public bool TryHit(TKey key, RunScope run, [MaybeNullWhen(false)] out TOut value)
    {
        if (!cache.TryGet(key, run, out var kept))
        {
            value = default;
            return false;
        }

        value = Take(kept, run);
        return true;
    }

    /// <summary>What a call gets of an output that is kept.</summary>
    public TOut Take(TOut kept, RunScope run)
    {
        var value = rules.Copy is { } copy ? copy(kept) : kept;
        layer.Counter.Hit();
        run.Caching?.Hit();
        return value;
    }

    public void CountMiss(RunScope run)
    {
        layer.Counter.Miss();
        run.Caching?.Miss();
    }

    /// <summary>Keeps what a call gave. False: it cannot be shared.</summary>
    public bool TryKeep(Flight<TKey, TOut> flight, TOut output, RunScope run, [MaybeNullWhen(false)] out TOut kept)
    {
        if (!outputs.MayShare(output))
        {
            kept = default;
            return false;
        }

        kept = rules.Copy is { } copy ? copy(output) : output;
        var bytes = _outputSize(kept);
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);

        // As many as there are, not more than can be counted.
        bytes = Math.Min(bytes, long.MaxValue / 4) + _keySize(flight.Key) + Overhead;
        cache.Offer(flight, kept, bytes, layer.TimeToLive, run);
        return true;
    }
}
