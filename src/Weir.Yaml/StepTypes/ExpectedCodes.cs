using System.Globalization;

namespace Weir.Yaml.StepTypes;

/// <summary>The parameter <c>expect</c>: a whole number, or a list of such.</summary>
internal static class ExpectedCodes
{
    public const string Name = "expect";

    /// <summary>The codes; null: none were given, and the default holds.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static IReadOnlyList<long>? Of(StepArguments arguments) => arguments.Has(Name)
        ? TryRead(arguments.Value(Name)) ?? throw new ArgumentException(Problem(arguments.Value(Name)))
        : null;

    public static IEnumerable<(string Parameter, string Message)> Check(IReadOnlyDictionary<string, object?> literals)
    {
        if (literals.TryGetValue(Name, out var value) && value is not null && TryRead(value) is null)
        {
            yield return (Name, Problem(value));
        }
    }

    private static long[]? TryRead(object? value) => value switch
    {
        long code => [code],
        IReadOnlyList<object?> { Count: > 0 } list when list.All(static item => item is long) => [.. list.Cast<long>()],
        _ => null,
    };

    private static string Problem(object? value) =>
        string.Create(CultureInfo.InvariantCulture, $"'{Name}' is {(value is IReadOnlyList<object?> ? StepValues.ToJson(value) : StepValues.KindOf(value))}; it must be a whole number or a list of such, with at least one.");
}
