namespace Weir;

/// <summary>Which runs are wanted, and how many at once. Immutable.</summary>
public sealed record RunFilter
{
    /// <summary>The name of the pipeline or workflow; default null, any.</summary>
    public string? Name { get; init; }

    /// <summary>How they stand; default null, any. <see cref="RunStatus.Running"/>: those without an end, also where their process is gone.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>The <see cref="RunPage.Next"/> of the page before; default null, the first page.</summary>
    public string? After { get; init; }

    /// <summary>The most runs in a page; default 100, 1 to 1,000.</summary>
    public int PageSize { get; init => field = Require.InRange(value, 1, 1000); } = 100;
}

/// <summary>Some runs of a store.</summary>
/// <param name="Runs">The runs, those that began last first.</param>
/// <param name="Next">What <see cref="RunFilter.After"/> takes for the next page; null: this is the last.</param>
public sealed record RunPage(IReadOnlyList<RunSummary> Runs, string? Next);

/// <summary>One run of a store.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Name">The name of its pipeline or workflow.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Started">When it began.</param>
/// <param name="LastSequence">The number of its last event.</param>
public sealed record RunSummary(string RunId, string Name, RunStatus Status, DateTimeOffset Started, long LastSequence);
