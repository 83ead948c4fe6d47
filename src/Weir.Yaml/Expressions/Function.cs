namespace Weir.Yaml.Expressions;

/// <summary>A function that expressions know.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names of its parameters; all are needed.</param>
/// <param name="Shapes">For each parameter the shapes that it may have, one of them.</param>
/// <param name="Gives">The shape of the result by those of the arguments.</param>
/// <param name="Apply">The result; a <see cref="FormatException"/> says what is wrong with the arguments.</param>
internal sealed record Function(
    string Name,
    IReadOnlyList<string> Parameters,
    IReadOnlyList<ValueShape[]> Shapes,
    Func<ValueShape[], ValueShape> Gives,
    Func<object?[], object?> Apply)
{
    /// <summary>Whether something on the way to the first argument may be missing.</summary>
    public bool IsLenient { get; init; }

    public bool Takes(int index, ValueShape shape) => Array.Exists(Shapes[index], shape.MayBe);

    public string Wanted(int index) => string.Join(" or ", Shapes[index].Select(static shape => shape.ToString()));
}
