namespace Weir.Layers.Caching;

/// <summary>How the inputs of a step become keys.</summary>
internal abstract class KeyRule<TIn>
{
    /// <summary>Puts the cache around a step.</summary>
    /// <exception cref="InvalidOperationException">Keys would not tell all inputs apart, or outputs cannot be shared.</exception>
    public abstract StepCall<TIn, TOut> Wrap<TOut>(CachingLayer layer, StepCall<TIn, TOut> next, LayerTarget target, CachingBuilder<TIn, TOut> rules);
}

/// <summary>Keys of one type.</summary>
/// <param name="key">Makes the key, or gives null where the call is not to be cached; null: the input is the key, and <typeparamref name="TKey"/> is <typeparamref name="TIn"/>.</param>
/// <param name="comparer">Which keys are the same, as the user says; null: those that equal, if that can be proved to be right.</param>
internal sealed class KeyRule<TIn, TKey>(Func<TIn, TKey>? key, IEqualityComparer<TKey>? comparer) : KeyRule<TIn>
{
    public Func<TIn, TKey>? Key => key;

    /// <summary>Whether a key may be of a subclass, of which nothing was proved.</summary>
    public bool IsOpen { get; } = comparer is null && typeof(TKey) is { IsValueType: false, IsSealed: false };

    public override StepCall<TIn, TOut> Wrap<TOut>(CachingLayer layer, StepCall<TIn, TOut> next, LayerTarget target, CachingBuilder<TIn, TOut> rules)
    {
        if (comparer is null && !ExactKeys.Has(typeof(TKey)) && KeyProof.Doubt(typeof(TKey)) is { } doubt)
        {
            var what = typeof(TKey) == typeof(TIn) ? "input" : "key";
            throw new InvalidOperationException(
                $"The outputs of {target} cannot be cached: its {what} is {TypeText.Of(typeof(TKey))}, and {doubt}. Say in AddCaching what its key is (KeyBy), or leave the step out (WithoutCaching).");
        }

        var outputs = OutputRule<TOut>.Of(target, rules.Copy is not null);
        var cache = layer.CacheOf(target, () => new StepCache<TKey, TOut>(layer, comparer ?? ExactKeys.Of<TKey>()));
        return new CachedCall<TIn, TKey, TOut>(next, new CachedStep<TIn, TKey, TOut>(layer, cache, rules, this, outputs));
    }
}
