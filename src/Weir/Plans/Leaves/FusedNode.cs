namespace Weir;

/// <summary>One of neighbours that run as one: they never wait and see nothing of the run, and their time is taken once for all of them.</summary>
internal abstract class FusedNode(string name) : Node(name)
{
    /// <summary>This one and those behind it.</summary>
    public ArraySegment<FusedNode> Group { get; set; }

    public sealed override int ExecuteRecorded(Frame frame, in StopSignals stop)
    {
        var signals = stop;
        var first = frame.Index;
        var next = first;
        for (var i = 0; i < Group.Count && !signals.AreOn; i = next - first)
        {
            next = Group[i].RecordChain(frame, signals);
        }

        frame.EndFused(next);
        return next;
    }

    /// <summary>Runs this step and those behind it that have its types, without a time.</summary>
    /// <returns>The index of the next step of the plan.</returns>
    protected abstract int RecordChain(Frame frame, in StopSignals stop);
}
