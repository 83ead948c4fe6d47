namespace Weir.Lab.Proving.Reporting;

/// <summary>What the two sides of a comparison are called.</summary>
/// <param name="Baseline">The one without the optimization.</param>
/// <param name="Optimized">The other one.</param>
internal sealed record SideNames(string Baseline, string Optimized)
{
    /// <summary>An optimization is off, and on.</summary>
    public static SideNames OffAndOn { get; } = new("off", "on");

    /// <summary>The control measures one side twice.</summary>
    public static SideNames OnceAndAgain { get; } = new("once", "again");
}
