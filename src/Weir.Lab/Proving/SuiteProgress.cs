namespace Weir.Lab.Proving;

/// <summary>How far a suite is.</summary>
/// <param name="Part">What is measured: <c>metrics</c>, <c>layers</c>, <c>idle costs</c>, or the plain steps that a baseline is held to.</param>
/// <param name="Done">How many comparisons are finished.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Proof">How far the proof of that part is.</param>
internal sealed record SuiteProgress(string Part, int Done, int Count, ProofProgress Proof);
