using System.Globalization;

namespace Weir;

/// <summary>Pages of runs that are known by the order in which they began.</summary>
internal static class RunPaging
{
    /// <exception cref="ArgumentException">The place to go on from is none that a page gave.</exception>
    public static RunPage Page(RunFilter filter, IEnumerable<(RunLog Log, long Order)> runs)
    {
        var before = long.MaxValue;
        if (filter.After is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            throw new ArgumentException($"'{after}' is no place that a page of runs gave; take RunPage.Next.", nameof(filter));
        }

        var found = runs
            .Where(run => run.Order < before
                && (filter.Name is null || run.Log.Name == filter.Name)
                && (filter.Status is null || run.Log.Status == filter.Status))
            .OrderByDescending(static run => run.Order)
            .Take(filter.PageSize + 1)
            .ToArray();
        var page = found.AsSpan(0, Math.Min(found.Length, filter.PageSize));
        return new RunPage(
            [.. page.ToArray().Select(static run => run.Log.ToSummary())],
            found.Length > filter.PageSize ? page[^1].Order.ToString(CultureInfo.InvariantCulture) : null);
    }
}
