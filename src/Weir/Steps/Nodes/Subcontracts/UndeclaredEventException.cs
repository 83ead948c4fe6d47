namespace Weir;

/// <summary>A node was to publish an event that its contract does not produce, or was given one that it does not consume; nothing was done.</summary>
public sealed class UndeclaredEventException : InvalidOperationException
{
    internal UndeclaredEventException(string node, string name, string verb, IReadOnlyList<string> declared)
        : base($"The contract of the node '{node}' does not {verb} the event '{name}'{NearestName.Hint(name, declared)}") => Event = name;

    /// <summary>The name of the event.</summary>
    public string Event { get; }
}
