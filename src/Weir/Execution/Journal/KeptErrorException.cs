namespace Weir;

/// <summary>What a step threw in an earlier part of the run, as it was kept: its type and its message.</summary>
/// <param name="typeName">The full name of the type of what was thrown.</param>
/// <param name="message">Its message.</param>
public sealed class KeptErrorException(string typeName, string message) : Exception(message)
{
    /// <summary>The full name of the type of what was thrown.</summary>
    public string TypeName => typeName;
}
