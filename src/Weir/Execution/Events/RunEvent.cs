namespace Weir;

/// <summary>
/// Something that happened in a run. The set is closed: run started, resumed, paused, ended; step started, ended; attempt delayed, restarted;
/// chunk emitted; answer given; hook failed.
/// </summary>
public abstract record RunEvent
{
    private protected RunEvent()
    {
    }

    /// <summary>The id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>The number of the event in its run: from 0, without gaps as they happen. A journal keeps outcomes only, so numbers are missing there.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened, by the executor's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Whether it says how something ended, so that a journal keeps it; the others tell of progress.</summary>
    public virtual bool IsOutcome => true;

    /// <summary>How values in it are written; null: they are not.</summary>
    internal CodecTable? Codecs { get; init; }
}
