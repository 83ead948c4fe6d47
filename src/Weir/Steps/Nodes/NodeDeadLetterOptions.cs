namespace Weir;

/// <summary>Where a node puts a message that it cannot handle.</summary>
public sealed record NodeDeadLetterOptions
{
    /// <summary>Whether such messages are kept; default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>How often an input is tried again before it is put aside; default 3, range 0 to 100. Where the retry policy has more attempts, those count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxRetries { get; init => field = Require.InRange(value, 0, 100); } = 3;

    /// <summary>What is added to the name of the node to make the topic; default <c>.dlq</c>, not empty.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string TopicSuffix { get; init => field = Require.Text(value); } = ".dlq";

    /// <summary>The wait before a try that is not the retry policy's; default 5 seconds, not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan RetryDelay { get; init => field = Require.AtLeast(value, TimeSpan.Zero); } = TimeSpan.FromSeconds(5);

    /// <summary>After how many more inputs put aside there is an alert; default 100, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int AlertThreshold { get; init => field = Require.AtLeast(value, 1); } = 100;
}
