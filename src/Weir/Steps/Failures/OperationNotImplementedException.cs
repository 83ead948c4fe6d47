namespace Weir;

/// <summary>A generated operation that its owner has not written yet was called.</summary>
/// <param name="node">The name of the node.</param>
/// <param name="operation">The name of the operation, as the contract writes it.</param>
public sealed class OperationNotImplementedException(string node, string operation)
    : NotImplementedException($"{node} has no body for the operation '{operation}' yet.")
{
    /// <summary>The name of the node.</summary>
    public string Node => node;

    /// <summary>The name of the operation, as the contract writes it.</summary>
    public string Operation => operation;
}
