namespace Weir;

/// <summary>Something that happened in a run. The set is closed: run started, step started, step ended, run ended.</summary>
public abstract record RunEvent
{
    private protected RunEvent()
    {
    }

    /// <summary>The id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>The number of the event in its run: from 0, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened, by the executor's clock.</summary>
    public required DateTimeOffset Time { get; init; }
}
