namespace Weir;

/// <summary>What became of the items of a step of a workflow that runs for each of many.</summary>
/// <param name="Started">How many started.</param>
/// <param name="Completed">How many gave their value.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Cancelled">How many were cancelled while they ran.</param>
/// <param name="Work">The durations of all of them together.</param>
/// <param name="Longest">The duration of the longest.</param>
public sealed record ItemCounts(int Started, int Completed, int Failed, int Cancelled, TimeSpan Work, TimeSpan Longest);
