namespace Weir;

/// <summary>A node needs a service for what its options ask for, and neither the node nor the services of the run have it.</summary>
public sealed class MissingServiceException : InvalidOperationException
{
    internal MissingServiceException(string node, string feature, Type service)
        : base($"The node '{node}' asks for {feature}, but has no {service.Name} and the services of the run have none; give it one, or switch {feature} off.")
    {
        Node = node;
        Service = service;
    }

    /// <summary>The name of the node.</summary>
    public string Node { get; }

    /// <summary>The type of the service.</summary>
    public Type Service { get; }
}
