using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Calls a step, and nothing else. One class for each way to call one, for every indirection costs a nanosecond.</summary>
internal abstract class LeafNode<TIn, TOut>(string name, int slot) : Node<TOut>(name)
{
    public static LeafNode<TIn, TOut> Of(string name, Step<TIn, TOut> step, int slot) => step switch
    {
        DelegateStep<TIn, TOut> delegated => new DelegateNode(name, delegated.Body, slot),
        FunctionStep<TIn, TOut> function => new FunctionNode(name, function.Body, slot),
        _ => new StepNode(name, step, slot),
    };

    public override bool Hook(Frame frame)
    {
        var call = frame.Slot<PendingCall<TOut>>(slot).Call;
        call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(frame.ResumeAction);
        return false;
    }

    public override bool Collect(Frame frame)
    {
        frame.Slot<PendingCall<TOut>>(slot).Take(out var call);
        return Take(call, frame);
    }

    protected bool WaitFor(ValueTask<TOut> call, Frame frame)
    {
        if (call.IsCompleted)
        {
            // It may have completed well since it was asked last.
            return Take(call, frame);
        }

        frame.Slot<PendingCall<TOut>>(slot).Call = call;
        return false;
    }

    /// <summary>The nodes of one kind that come one after the other from the first, if each takes what the one before gives.</summary>
    private static TNode[] Chain<TNode>(ReadOnlySpan<Node> nodes)
        where TNode : Node
    {
        var count = 0;
        if (typeof(TIn) == typeof(TOut))
        {
            while (count < nodes.Length && nodes[count] is TNode)
            {
                count++;
            }
        }

        var chain = new TNode[count];
        for (var i = 0; i < count; i++)
        {
            chain[i] = (TNode)nodes[i];
        }

        return chain;
    }

    private static bool Take(ValueTask<TOut> call, Frame frame)
    {
        if (call.IsCompletedSuccessfully)
        {
            frame.Write(call.Result);
        }
        else
        {
            frame.Fail(call.Error());
        }

        return true;
    }

    private sealed class StepNode(string name, Step<TIn, TOut> step, int slot) : LeafNode<TIn, TOut>(name, slot)
    {
        private Step<TIn, TOut>[] _chain = [];
        private int _offset;

        public override bool Execute(Frame frame)
        {
            var call = step.RunAsync(frame.Read<TIn>(), frame.Context);
            if (call.IsCompletedSuccessfully)
            {
                frame.Write(call.Result);
                return true;
            }

            return WaitFor(call, frame);
        }

        public override void Join(ReadOnlySpan<Node> nodes)
        {
            if (_chain.Length == 0 && Chain<StepNode>(nodes) is { Length: > 1 } chain)
            {
                var steps = Array.ConvertAll(chain, static node => node.Step);
                for (var i = 0; i < chain.Length; i++)
                {
                    chain[i]._chain = steps;
                    chain[i]._offset = i;
                }
            }
        }

        public override int ExecuteChain(Frame frame, in StopSignals stop)
        {
            var first = frame.Index;
            var chain = _chain;
            if (typeof(TIn) != typeof(TOut) || chain.Length == 0)
            {
                return Execute(frame) ? first + 1 : Waits;
            }

            var signals = stop;
            var context = frame.Context;
            var value = frame.Read<TIn>();
            var next = first;
            for (var i = _offset; (uint)i < (uint)chain.Length && !signals.AreOn; i++)
            {
                frame.GoTo(next++);
                var call = chain[i].RunAsync(value, context);
                if (!call.IsCompletedSuccessfully)
                {
                    return WaitFor(call, frame) ? next : Waits;
                }

                var given = call.Result;
                value = Unsafe.As<TOut, TIn>(ref given);
                if (frame.Failure is not null)
                {
                    break;
                }
            }

            frame.Write(value);
            return next;
        }

        private Step<TIn, TOut> Step => step;
    }

    private sealed class DelegateNode(string name, Func<TIn, StepContext, ValueTask<TOut>> body, int slot) : LeafNode<TIn, TOut>(name, slot)
    {
        private Func<TIn, StepContext, ValueTask<TOut>>[] _chain = [];
        private int _offset;

        public override bool Execute(Frame frame)
        {
            var call = body(frame.Read<TIn>(), frame.Context);
            if (call.IsCompletedSuccessfully)
            {
                frame.Write(call.Result);
                return true;
            }

            return WaitFor(call, frame);
        }

        public override void Join(ReadOnlySpan<Node> nodes)
        {
            if (_chain.Length == 0 && Chain<DelegateNode>(nodes) is { Length: > 1 } chain)
            {
                var bodies = Array.ConvertAll(chain, static node => node.Body);
                for (var i = 0; i < chain.Length; i++)
                {
                    chain[i]._chain = bodies;
                    chain[i]._offset = i;
                }
            }
        }

        public override int ExecuteChain(Frame frame, in StopSignals stop)
        {
            var first = frame.Index;
            var chain = _chain;
            if (typeof(TIn) != typeof(TOut) || chain.Length == 0)
            {
                return Execute(frame) ? first + 1 : Waits;
            }

            var signals = stop;
            var context = frame.Context;
            var value = frame.Read<TIn>();
            var next = first;
            for (var i = _offset; (uint)i < (uint)chain.Length && !signals.AreOn; i++)
            {
                frame.GoTo(next++);
                var call = chain[i](value, context);
                if (!call.IsCompletedSuccessfully)
                {
                    return WaitFor(call, frame) ? next : Waits;
                }

                var given = call.Result;
                value = Unsafe.As<TOut, TIn>(ref given);
                if (frame.Failure is not null)
                {
                    break;
                }
            }

            frame.Write(value);
            return next;
        }

        private Func<TIn, StepContext, ValueTask<TOut>> Body => body;
    }

    private sealed class FunctionNode(string name, Func<TIn, TOut> body, int slot) : LeafNode<TIn, TOut>(name, slot)
    {
        public override bool Execute(Frame frame)
        {
            frame.Write(body(frame.Read<TIn>()));
            return true;
        }
    }
}
