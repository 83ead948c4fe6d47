namespace Weir.Tests.Pipelines.Guards;

/// <summary>How a step ends, and by which door it is run.</summary>
/// <param name="Suspends">Whether it suspends first.</param>
/// <param name="IsRecorded">Whether by <c>RunAsync</c>; else by <c>InvokeAsync</c>.</param>
public sealed record Way(bool Suspends, bool IsRecorded)
{
    public static TheoryData<Way> All => [new Way(false, true), new Way(false, false), new Way(true, true), new Way(true, false)];
}
