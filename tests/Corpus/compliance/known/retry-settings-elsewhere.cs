// source: Weir, contracts
// why: the settings are read by a pattern, by a class beside the node and in its constructor; other options are not held by a node
// expect: none

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Weir;

namespace Corpus.RetrySettingsElsewhere;

public sealed record FeedSettings
{
    public int PageSize { get; init; } = 100;

    public bool Ascending { get; init; }

    public string Prefix { get; init; } = "feed-";
}

public sealed class ViewerOptions
{
    public int FontSize { get; set; } = 12;

    public string Colour { get; set; } = "grey";
}

internal static class FeedNames
{
    public static string NameOf(FeedSettings settings, int number) => settings.Prefix + number.ToString(CultureInfo.InvariantCulture);
}

public sealed class NodeFeedCompute : ComputeNode<IReadOnlyList<int>, IReadOnlyList<string>>
{
    private readonly FeedSettings _settings;
    private readonly int _size;

    public NodeFeedCompute(FeedSettings settings)
    {
        _settings = settings;
        _size = Math.Max(1, settings.PageSize);
    }

    public override ValueTask<IReadOnlyList<string>> RunAsync(IReadOnlyList<int> input, StepContext context)
    {
        var ordered = _settings is { Ascending: true } ? input.OrderBy(number => number) : input.OrderByDescending(number => number);
        IReadOnlyList<string> names = ordered.Take(_size).Select(number => FeedNames.NameOf(_settings, number)).ToList();
        return ValueTask.FromResult(names);
    }
}
