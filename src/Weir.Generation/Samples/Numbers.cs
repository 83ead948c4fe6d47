using Weir.Generation.Contracts;

namespace Weir.Generation.Samples;

/// <summary>Numbers inside and outside the limits of a schema.</summary>
internal static class Numbers
{
    /// <summary>A number that meets every limit, or null.</summary>
    public static decimal? Sample(NumberSchema schema)
    {
        foreach (var candidate in Candidates(schema))
        {
            if (Meets(schema, candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Whether a number meets every limit.</summary>
    public static bool Meets(NumberSchema schema, decimal value) =>
        (!schema.IsInteger || (decimal.Truncate(value) == value && value is >= long.MinValue and <= long.MaxValue))
        && (schema.Minimum is not { } minimum || value >= minimum)
        && (schema.Maximum is not { } maximum || value <= maximum)
        && (schema.ExclusiveMinimum is not { } above || value > above)
        && (schema.ExclusiveMaximum is not { } below || value < below)
        && (schema.Allowed.Count == 0 || schema.Allowed.Contains(value));

    /// <summary>A number of the schema's type that lies below a limit by one, or null when the type has none.</summary>
    public static decimal? Below(NumberSchema schema, decimal limit) => Shift(schema, limit, -1);

    /// <summary>A number of the schema's type that lies above a limit by one, or null when the type has none.</summary>
    public static decimal? Above(NumberSchema schema, decimal limit) => Shift(schema, limit, 1);

    /// <summary>The limit itself as a number of the type, or null when the type has no such number.</summary>
    public static decimal? At(NumberSchema schema, decimal limit) => Shift(schema, limit, 0);

    private static decimal? Shift(NumberSchema schema, decimal limit, int by)
    {
        var whole = schema.IsInteger ? (by < 0 ? decimal.Ceiling(limit) : decimal.Floor(limit)) : limit;
        if (by == 0 && whole != limit)
        {
            return null;
        }

        var (least, most) = schema.IsInteger ? (long.MinValue, long.MaxValue) : (decimal.MinValue, decimal.MaxValue);
        if ((by < 0 && whole <= least) || (by > 0 && whole >= most))
        {
            return null;
        }

        // Where the step is lost in the digits of a very large number there is nothing to show.
        var shifted = whole + by;
        return by != 0 && shifted == limit ? null : shifted;
    }

    private static decimal? Tighter(decimal? one, decimal? other, Func<decimal, decimal, decimal> choose) =>
        one is { } first && other is { } second ? choose(first, second) : one ?? other;

    private static IEnumerable<decimal> Candidates(NumberSchema schema)
    {
        foreach (var allowed in schema.Allowed)
        {
            yield return allowed;
        }

        yield return 1;
        var low = Tighter(schema.Minimum, schema.ExclusiveMinimum, Math.Max);
        var high = Tighter(schema.Maximum, schema.ExclusiveMaximum, Math.Min);
        if (low is { } least)
        {
            yield return least;
            yield return decimal.Ceiling(least);
            if (least < decimal.MaxValue)
            {
                yield return decimal.Floor(least) + 1;
            }
        }

        if (high is { } most)
        {
            yield return most;
            yield return decimal.Floor(most);
            if (most > decimal.MinValue)
            {
                yield return decimal.Ceiling(most) - 1;
            }
        }

        if (low is { } from && high is { } to)
        {
            yield return (from / 2) + (to / 2);
            yield return decimal.Floor((from / 2) + (to / 2));
        }

        yield return 0;
    }
}
