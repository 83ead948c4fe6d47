namespace Weir.Generation;

/// <summary>A contract cannot be used; the message has every reason, one a line.</summary>
/// <param name="reasons">The reasons, each with its place where it has one.</param>
public sealed class ContractRefusedException(string reasons) : Exception(reasons);
