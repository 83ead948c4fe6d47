namespace Weir;

/// <summary>The settings of an executor in a host, as <c>AddWeir</c> takes them from configuration or code. They are checked when the host starts, and read once.</summary>
public sealed class WeirHostOptions
{
    /// <summary>How many steps of one workflow run may be in flight at once; default that of <see cref="ExecutorOptions.MaxParallel"/>; range 1 to 4096.</summary>
    public int MaxParallel { get; set; } = new ExecutorOptions().MaxParallel;

    /// <summary>Whether runs are counted and timed, for <see cref="Executor.GetStatistics"/>; default false.</summary>
    public bool CollectStatistics { get; set; }

    /// <summary>
    /// The file of a <see cref="FileRunStore"/> for durable runs, opened when the host starts; its folder must exist. Default null: the
    /// <see cref="IRunStore"/> that is registered, else a store in memory.
    /// </summary>
    public string? StoreFile { get; set; }

    /// <summary>
    /// How long runs in flight may go on when the host stops, before they are cancelled; default 30 seconds; range zero to one day. The
    /// host's own <c>ShutdownTimeout</c> ends it early, so give that one more.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the log has what failed steps threw, with message and stack trace, and the feedback that attempts began again with. Default
    /// false, and then it has types only: such texts may quote inputs.
    /// </summary>
    public bool LogErrors { get; set; }
}
