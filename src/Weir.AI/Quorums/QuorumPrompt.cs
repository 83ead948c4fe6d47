namespace Weir.AI;

/// <summary>What a model is asked about a case.</summary>
/// <param name="Role">Who it is to be, such as <c>a reviewer of C# code</c>; it says what is judged, and comes from you, not from the case.</param>
/// <param name="Content">The case itself, as text. It may have been written by anybody: the model is told that it is data.</param>
public sealed record QuorumPrompt(string Role, string Content)
{
    /// <summary>What is to be looked at, in order; default nothing in particular.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];
}
