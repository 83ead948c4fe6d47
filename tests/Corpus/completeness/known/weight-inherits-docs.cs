// source: C# language, documentation comments (https://learn.microsoft.com/dotnet/csharp/language-reference/xmldoc/)
// why: overrides, explicit implementations and members with inheritdoc need no words of their own
// expect: none

using System;

namespace Corpus.WeightInheritsDocs;

/// <summary>A weight that prices are worked out from.</summary>
public interface IBillable
{
    /// <summary>The grams that are billed.</summary>
    int Grams { get; }

    /// <summary>Adds a box around it.</summary>
    /// <param name="grams">The weight of the box.</param>
    IBillable Boxed(int grams);
}

/// <summary>A weight on a scale.</summary>
public sealed class Weight(int grams) : IBillable, IEquatable<Weight>
{
    /// <inheritdoc/>
    public int Grams { get; } = grams;

    IBillable IBillable.Boxed(int grams) => new Weight(Grams + grams);

    /// <inheritdoc cref="IEquatable{T}.Equals(T)"/>
    public bool Equals(Weight? other) => other is { } weight && weight.Grams == Grams;

    public override bool Equals(object? obj) => Equals(obj as Weight);

    public override int GetHashCode() => Grams;

    public override string ToString() => $"{Grams} g";
}
