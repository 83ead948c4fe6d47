using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Weir.Layers.Caching;

/// <summary>Says of one step what its key is, what its outputs weigh, and when it is cached.</summary>
/// <remarks>The functions are called by many runs at once. Where one throws, the step is called as if there were no cache, and <see cref="Layer.Faults"/> counts it.</remarks>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <typeparam name="TOut">What the step gives.</typeparam>
public sealed class CachingBuilder<TIn, TOut>
{
    internal CachingBuilder()
    {
    }

    internal KeyRule<TIn> Keys { get; private set; } = new KeyRule<TIn, TIn>(key: null, comparer: null);

    internal Func<TOut, long>? Size { get; private set; }

    internal Func<TOut, TOut>? Copy { get; private set; }

    internal bool IsInLoops { get; private set; }

    internal bool IsStateIgnored { get; private set; }

    /// <summary>Makes the key of an input; default: the input itself. Inputs with equal keys have the same output.</summary>
    /// <typeparam name="TKey">The key: a simple type, or a record or tuple of such; another one needs a comparer.</typeparam>
    /// <param name="key">Makes the key; where it gives null the call is not cached.</param>
    /// <param name="comparer">Which keys are the same; default null: those that are equal, where that can be proved to be enough when the pipeline is built.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder<TIn, TOut> KeyBy<TKey>(Func<TIn, TKey> key, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        Keys = new KeyRule<TIn, TKey>(key, comparer);
        return this;
    }

    /// <summary>Takes the JSON of an input for its key. What is not written is no part of the key; an input of a subclass, which may have more, is not cached.</summary>
    /// <param name="type">How the input is written.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder<TIn, TOut> KeyBy(JsonTypeInfo<TIn> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var isOpen = !typeof(TIn).IsValueType && !typeof(TIn).IsSealed && type.PolymorphismOptions is null;
        return KeyBy(input => input is null || (isOpen && input.GetType() != typeof(TIn)) ? null : JsonSerializer.Serialize(input, type));
    }

    /// <summary>Weighs an output, for <see cref="CachingOptions.MaxBytes"/>; default: a text by its length, a value without references by its size, anything else 256 bytes.</summary>
    /// <param name="bytes">Gives its bytes, at least 0.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder<TIn, TOut> SizeBy(Func<TOut, long> bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Size = bytes;
        return this;
    }

    /// <summary>Copies outputs, once when one is kept and once for each call that gets it; for outputs that can be changed. Default: they are shared.</summary>
    /// <param name="copy">Makes an output that shares nothing with its argument that anybody changes.</param>
    /// <returns>This builder.</returns>
    public CachingBuilder<TIn, TOut> CopyBy(Func<TOut, TOut> copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        Copy = copy;
        return this;
    }

    /// <summary>Caches the step also in turns of a loop or of refining, and in later attempts of what it is inside; default: there it is called, for who asks again wants something new.</summary>
    /// <returns>This builder.</returns>
    public CachingBuilder<TIn, TOut> InLoops()
    {
        IsInLoops = true;
        return this;
    }

    /// <summary>Caches the step also in runs that have a state, which it neither reads nor changes; default: there it is called.</summary>
    /// <returns>This builder.</returns>
    public CachingBuilder<TIn, TOut> IgnoreState()
    {
        IsStateIgnored = true;
        return this;
    }
}
