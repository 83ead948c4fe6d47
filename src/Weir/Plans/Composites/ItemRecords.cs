namespace Weir;

/// <summary>What was recorded of the items of a map over a single step, in one array: a record for each item would cost more than the items.</summary>
/// <param name="plan">The step.</param>
/// <param name="count">The number of items.</param>
/// <param name="started">When the first began.</param>
internal sealed class ItemRecords(Plan plan, int count, long started)
{
    // Null as long as the items ran one after the other, for then the end of one is the start of the next.
    private long[]? _starts;

    public Plan Plan => plan;

    public StepRecord[] Records { get; } = new StepRecord[count];

    public bool HasStarted(int item) => Records[item].Attempts != 0;

    public long StartOf(int item) => _starts is not null ? _starts[item] : item == 0 ? started : Records[item - 1].Ended;

    /// <summary>From now on items run side by side; those before <paramref name="item"/> ran one after the other.</summary>
    public void Share(int item)
    {
        if (_starts is not null)
        {
            return;
        }

        var starts = new long[Records.Length];
        for (var i = 0; i < item; i++)
        {
            starts[i] = StartOf(i);
        }

        _starts = starts;
    }

    /// <summary>Items that have their records ran one after the other: the end of one is the start of the next.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="start">When the first began.</param>
    public void Chain(int first, int end, long start)
    {
        if (_starts is not { } starts)
        {
            return;
        }

        for (var i = first; i < end; i++)
        {
            starts[i] = start;
            start = Records[i].Ended;
        }
    }

    public void Take(int item, in StepRecord record, long start)
    {
        Records[item] = record;
        if (_starts is not null)
        {
            _starts[item] = start;
        }
    }
}
