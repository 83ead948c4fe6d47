namespace Weir;

/// <summary>A node that tells what it is.</summary>
public interface INodeIntrospection
{
    /// <summary>What the node is, as its contract says.</summary>
    /// <returns>The description.</returns>
    NodeDescription Describe();
}
