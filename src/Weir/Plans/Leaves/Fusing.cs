namespace Weir;

/// <summary>Finds neighbours that can do with one record of their time.</summary>
internal static class Fusing
{
    /// <summary>Replaces them in the nodes of a plan.</summary>
    /// <param name="nodes">The nodes, not joined yet.</param>
    /// <param name="least">How many neighbours it takes; at least 2.</param>
    public static void Fuse(Node[] nodes, int least)
    {
        for (var first = 0; first < nodes.Length;)
        {
            var fused = nodes.Skip(first).Select(static node => node.ToFused()).TakeWhile(static node => node is not null).ToArray();
            if (fused.Length >= least)
            {
                foreach (var (index, node) in fused.Index())
                {
                    node!.Group = new ArraySegment<FusedNode>(fused!, index, fused.Length - index);
                    nodes[first + index] = node;
                }
            }

            first += Math.Max(1, fused.Length);
        }
    }
}
