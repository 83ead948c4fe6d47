namespace Weir;

/// <summary>What is known of a value before there is one: enough to check an expression, and to complete a file in an editor.</summary>
/// <remarks>Values themselves are those of <see cref="StepValues"/>. Shapes are compared by content.</remarks>
public abstract record ValueShape
{
    private ValueShape()
    {
    }

    /// <summary>Nothing is known.</summary>
    public static ValueShape Any { get; } = new AnyShape();

    /// <summary>Text.</summary>
    public static ValueShape Text { get; } = new ScalarShape("text");

    /// <summary>A whole number of 64 bits; it fits where a <see cref="Number"/> is wanted.</summary>
    public static ValueShape WholeNumber { get; } = new ScalarShape("a whole number");

    /// <summary>A number, whole or not.</summary>
    public static ValueShape Number { get; } = new ScalarShape("a number");

    /// <summary>True or false.</summary>
    public static ValueShape Boolean { get; } = new ScalarShape("true or false");

    /// <summary>The value null alone.</summary>
    public static ValueShape Null { get; } = new ScalarShape("null");

    /// <summary>A list of which nothing more is known.</summary>
    public static ValueShape AnyList { get; } = ListOf(Any);

    /// <summary>A map of which nothing more is known.</summary>
    public static ValueShape AnyMap { get; } = new MapShape([], IsOpen: true);

    /// <summary>A list.</summary>
    /// <param name="item">What its items are.</param>
    /// <returns>The shape.</returns>
    public static ValueShape ListOf(ValueShape item) => new ListShape(item);

    /// <summary>A map with exactly these fields.</summary>
    /// <param name="fields">Names and shapes.</param>
    /// <returns>The shape.</returns>
    public static ValueShape MapOf(params ReadOnlySpan<(string Name, ValueShape Shape)> fields) => new MapShape([.. fields], IsOpen: false);

    /// <summary>Whether a value of this shape may be of the other one: false only where it certainly is not.</summary>
    /// <param name="wanted">The other shape.</param>
    /// <returns>Whether it may fit.</returns>
    public bool MayBe(ValueShape wanted) => (this, wanted) switch
    {
        (AnyShape, _) or (_, AnyShape) => true,
        (ListShape own, ListShape other) => own.Item.MayBe(other.Item),
        (MapShape, MapShape) => true,
        (ScalarShape own, ScalarShape other) => own == other || (own == WholeNumber && other == Number) || (own == Number && other == WholeNumber),
        _ => false,
    };

    /// <summary>The shape of values of which nothing is known.</summary>
    public sealed record AnyShape : ValueShape
    {
        /// <inheritdoc/>
        public override string ToString() => "any value";
    }

    /// <summary>The shape of single values.</summary>
    /// <param name="Name">What they are, in words.</param>
    public sealed record ScalarShape(string Name) : ValueShape
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>The shape of lists.</summary>
    /// <param name="Item">What the items are.</param>
    public sealed record ListShape(ValueShape Item) : ValueShape
    {
        /// <inheritdoc/>
        public override string ToString() => "a list";
    }

    /// <summary>The shape of maps.</summary>
    /// <param name="Fields">The fields that are known.</param>
    /// <param name="IsOpen">Whether there may be others.</param>
    public sealed record MapShape(IReadOnlyList<(string Name, ValueShape Shape)> Fields, bool IsOpen) : ValueShape
    {
        /// <inheritdoc/>
        public bool Equals(MapShape? other) => other is not null && IsOpen == other.IsOpen && Fields.SequenceEqual(other.Fields);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(IsOpen, Fields.Count);

        /// <inheritdoc/>
        public override string ToString() => "a map";
    }
}
