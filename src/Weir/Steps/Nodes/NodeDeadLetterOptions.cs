namespace Weir;

/// <summary>Where a node puts a message that it cannot handle.</summary>
public sealed record NodeDeadLetterOptions
{
    /// <summary>Whether such messages are kept; default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>How often a message is tried before it is put aside; default 3, range 0 to 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxRetries { get; init => field = Require.InRange(value, 0, 100); } = 3;

    /// <summary>What is added to the topic of the message; default <c>.dlq</c>, not empty.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string TopicSuffix { get; init => field = Require.Text(value); } = ".dlq";

    /// <summary>The wait between two tries; default 5 seconds, not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan RetryDelay { get; init => field = Require.AtLeast(value, TimeSpan.Zero); } = TimeSpan.FromSeconds(5);

    /// <summary>How many messages put aside are worth an alert; default 100, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int AlertThreshold { get; init => field = Require.AtLeast(value, 1); } = 100;
}
