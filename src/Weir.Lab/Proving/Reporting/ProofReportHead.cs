namespace Weir.Lab.Proving.Reporting;

/// <summary>What the head of a report says beside what was found.</summary>
/// <param name="Title">What the report is called, such as <c>weir prove</c>.</param>
/// <param name="Version">The version of Weir that was measured.</param>
/// <param name="Date">When it was measured; shown in UTC.</param>
/// <param name="Commit">The commit that was measured; null: not known, and not shown.</param>
/// <param name="Command">The command line that repeats it.</param>
internal sealed record ProofReportHead(string Title, string Version, DateTimeOffset Date, string? Commit, string Command);
