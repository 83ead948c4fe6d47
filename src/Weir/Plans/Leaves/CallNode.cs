using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>A leaf for one way to call a step, which the compiler can see through: every indirection costs a nanosecond.</summary>
internal sealed class CallNode<TIn, TOut, TCall>(string name, TCall call, int slot) : LeafNode<TIn, TOut>(name, slot)
    where TCall : struct, ICall<TIn, TOut>
{
    private readonly TCall _call = call;

    // The calls of this node and its neighbours of the same types, and the place of this one; empty: it has none.
    private TCall[] _chain = [];
    private int _place;

    public override void Join(ReadOnlySpan<Node> nodes)
    {
        if (typeof(TIn) != typeof(TOut) || _chain.Length != 0)
        {
            return;
        }

        var count = 1;
        while (count < nodes.Length && nodes[count] is CallNode<TIn, TOut, TCall>)
        {
            count++;
        }

        if (count == 1)
        {
            return;
        }

        var chain = new TCall[count];
        for (var i = 0; i < count; i++)
        {
            var node = (CallNode<TIn, TOut, TCall>)nodes[i];
            chain[i] = node._call;
            node._chain = chain;
            node._place = i;
        }
    }

    public override FusedNode? ToFused() => _call is FunctionCall<TIn, TOut> function ? new FusedNode<TIn, TOut>(Name, function.Body) : null;

    // What a step throws is caught where it is called, for every method that an exception passes through makes it dearer.
    public override bool Execute(Frame frame)
    {
        try
        {
            var result = _call.Invoke(frame.Read<TIn>(), frame.Context);
            if (result.IsCompletedSuccessfully)
            {
                frame.Write(result.Result);
                return true;
            }

            return WaitFor(result, frame);
        }
        catch (Exception error)
        {
            frame.Fail(error);
            return true;
        }
    }

    public override int ExecuteChain(Frame frame, in StopSignals stop)
    {
        var next = frame.Index;
        var chain = _chain;
        if (chain.Length == 0)
        {
            return Execute(frame) ? next + 1 : Waits;
        }

        var signals = stop;
        var context = frame.Context;
        var value = frame.Read<TIn>();
        for (var i = _place; (uint)i < (uint)chain.Length && !signals.AreOn; i++)
        {
            frame.GoTo(next++);
            var result = chain[i].Invoke(value, context);
            if (!result.IsCompletedSuccessfully)
            {
                return WaitFor(result, frame) ? next : Waits;
            }

            // The types are the same: Join has seen to that.
            var given = result.Result;
            value = Unsafe.As<TOut, TIn>(ref given);
            if (frame.Failure is not null)
            {
                break;
            }

            FrameChecks.StepEnded(frame, ref context);
        }

        frame.Write(value);
        return next;
    }

    public override int ExecuteRecorded(Frame frame, in StopSignals stop)
    {
        var first = frame.Index;
        var next = first;
        var chain = _chain;
        if (chain.Length == 0)
        {
            return base.ExecuteRecorded(frame, stop);
        }

        var signals = stop;
        var context = frame.Context;
        var value = frame.Read<TIn>();
        for (var i = _place; (uint)i < (uint)chain.Length && !signals.AreOn; i++)
        {
            frame.GoTo(next++);
            var result = chain[i].Invoke(value, context);
            if (!result.IsCompletedSuccessfully)
            {
                return WaitForRecorded(result, frame, next);
            }

            var given = result.Result;
            value = Unsafe.As<TOut, TIn>(ref given);
            if (frame.Failure is not null)
            {
                break;
            }

            FrameChecks.StepEnded(frame, ref context);
            frame.RecordCompleted(value);
        }

        frame.Write(value);
        if (frame.Failure is null && next > first)
        {
            frame.EndChain(next);
        }

        return next;
    }

    public override bool ExecuteMany(Frame frame, ItemRun<TIn, TOut> run)
    {
        var items = run.Items;
        var outputs = run.Outputs;
        var (records, list, context) = (run.Records, run.List, frame.Context);
        var count = Math.Min(items.Length, outputs.Length);
        for (var i = frame.SegmentNumber; ; frame.MoveTo(++i))
        {
            var result = _call.Invoke(items[i], context);
            if (!result.IsCompletedSuccessfully)
            {
                return WaitFor(result, frame);
            }

            var value = result.Result;
            if (i + 1 >= count || frame.Failure is not null || (list is not null && i + 1 >= list.Count) || run.Stop.AreOn)
            {
                frame.Write(value);
                return true;
            }

            AsyncFlow.Restore(run.Flow);
            outputs[i] = value;
            if (records is not null)
            {
                records[i].Output.Write(value, reuse: false);
                frame.StampItem(ref records[i]);
            }

            FrameChecks.StepEnded(frame, ref context);
        }
    }

    private int WaitForRecorded(ValueTask<TOut> result, Frame frame, int next)
    {
        if (!WaitFor(result, frame))
        {
            return Waits;
        }

        if (frame.Failure is null)
        {
            frame.RecordCompleted();
        }

        return next;
    }
}
