namespace Weir;

/// <summary>What one call of a step type was given.</summary>
/// <param name="values">The parameters that the step has, with their values; the shapes were checked.</param>
/// <param name="access">What the step may touch.</param>
public sealed class StepArguments(IReadOnlyDictionary<string, object?> values, StepAccess access)
{
    /// <summary>The parameters that were given.</summary>
    public IReadOnlyDictionary<string, object?> Values => values;

    /// <summary>What the step may touch.</summary>
    public StepAccess Access => access;

    /// <summary>Whether a parameter was given, and is not null.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>Whether there is a value.</returns>
    public bool Has(string name) => values.TryGetValue(name, out var value) && value is not null;

    /// <summary>A value of any shape; null where it was not given.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The value.</returns>
    public object? Value(string name) => values.GetValueOrDefault(name);

    /// <summary>A text.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="other">What stands for one that was not given; null: it must be.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">It is no text, or was not given.</exception>
    public string Text(string name, string? other = null) => Value(name) switch
    {
        string text => text,
        null when other is not null => other,
        var value => throw Wrong(name, ValueShape.Text, value),
    };

    /// <summary>A whole number.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="other">What stands for one that was not given.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">It is no whole number.</exception>
    public long WholeNumber(string name, long other) => Value(name) switch
    {
        long integer => integer,
        double number when number == Math.Truncate(number) && Math.Abs(number) < 1L << 53 => (long)number,
        null => other,
        var value => throw Wrong(name, ValueShape.WholeNumber, value),
    };

    /// <summary>A list; empty where it was not given.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The items.</returns>
    /// <exception cref="ArgumentException">It is no list.</exception>
    public IReadOnlyList<object?> List(string name) => Value(name) switch
    {
        IReadOnlyList<object?> list => list,
        null => [],
        var value => throw Wrong(name, ValueShape.AnyList, value),
    };

    /// <summary>A list of texts; empty where it was not given.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The texts.</returns>
    /// <exception cref="ArgumentException">It is no list, or an item is a list, a map or null.</exception>
    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(item => item switch
    {
        string or long or double or bool => StepValues.ToText(item),
        _ => throw new ArgumentException($"An item of '{name}' is {StepValues.KindOf(item)}; it must be text or a number."),
    })];

    /// <summary>A map; empty where it was not given.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">It is no map.</exception>
    public IReadOnlyDictionary<string, object?> Map(string name) => Value(name) switch
    {
        IReadOnlyDictionary<string, object?> map => map,
        null => new Dictionary<string, object?>(),
        var value => throw Wrong(name, ValueShape.AnyMap, value),
    };

    private static ArgumentException Wrong(string name, ValueShape shape, object? value) =>
        new($"'{name}' is {StepValues.KindOf(value)}; it must be {shape}.");
}
