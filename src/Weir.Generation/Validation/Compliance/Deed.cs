namespace Weir.Generation.Validation.Compliance;

/// <summary>Something that code does besides computing.</summary>
/// <param name="What">In a sentence, such as <c>reads a clock</c>.</param>
/// <param name="IsOutside">Whether it opens files, the network or processes, which reducers and orchestrators may not either.</param>
internal sealed record Deed(string What, bool IsOutside)
{
    public static readonly Deed Files = new("touches files", true);
    public static readonly Deed Network = new("uses the network", true);
    public static readonly Deed Processes = new("starts or asks processes", true);
    public static readonly Deed Console = new("uses the console", false);
    public static readonly Deed Environment = new("asks the environment", false);
    public static readonly Deed Clock = new("reads a clock", false);
    public static readonly Deed Chance = new("is random", false);
    public static readonly Deed Wait = new("waits", false);
    public static readonly Deed Threads = new("goes to another thread", false);
    public static readonly Deed State = new("changes static state", false);
}
