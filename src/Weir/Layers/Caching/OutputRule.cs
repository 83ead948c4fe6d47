using System.Diagnostics.CodeAnalysis;

namespace Weir.Layers.Caching;

/// <summary>Whether outputs of a step may be given to several calls. Decided once, when its pipeline is built.</summary>
/// <param name="isOpen">Whether an output may be of a subclass, of which nothing is known.</param>
internal sealed class OutputRule<TOut>(bool isOpen)
{
    /// <summary>What holds for a step.</summary>
    /// <param name="target">The step.</param>
    /// <param name="isCopied">Whether each call gets a copy.</param>
    /// <exception cref="InvalidOperationException">Outputs can be changed, or have an owner, and nobody copies them.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What was trimmed away is what nobody reads or writes, so nobody can change it.")]
    public static OutputRule<TOut> Of(LayerTarget target, bool isCopied)
    {
        if (isCopied)
        {
            return new OutputRule<TOut>(isOpen: false);
        }

        if (typeof(TOut).IsAbstract || typeof(TOut) == typeof(object))
        {
            throw Refused(target, $"{TypeText.Of(typeof(TOut))} may be something that can be changed by whoever gets it");
        }

        var verdicts = new TypeVerdicts();
        var verdict = verdicts.OfMember(typeof(TOut));
        var isOpen = verdict.Mutability == Mutability.Open;
        if (isOpen)
        {
            verdict = verdicts.OfValue(typeof(TOut));
        }

        return (OwnedParts.Find(typeof(TOut)), verdict.Mutability) switch
        {
            ({ } owned, _) => throw Refused(target, $"{owned} stands for something that has an owner, and cannot be shared"),
            (_, Mutability.Immutable) => new OutputRule<TOut>(isOpen),
            (_, Mutability.Mutable) => throw Refused(target, $"{verdict.Cause} can be changed by whoever gets it"),
            _ => throw Refused(target, $"{verdict.Cause} may be something that can be changed by whoever gets it"),
        };
    }

    public bool MayShare(TOut output) => !isOpen || output is null || output.GetType() == typeof(TOut);

    private static InvalidOperationException Refused(LayerTarget target, string reason) => new(
        $"The outputs of {target} cannot be cached: {reason}. Say in AddCaching how they are copied (CopyBy), or leave the step out (WithoutCaching).");
}
