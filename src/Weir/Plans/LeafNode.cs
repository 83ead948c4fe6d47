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

    /// <summary>
    /// Executes the step for the item that the frame is at and, as long as each ends at once and well, for the next ones. The
    /// result is that of <see cref="Node.Execute"/> for the item that the frame is at then.
    /// </summary>
    public abstract bool ExecuteMany(Frame frame, ItemRun<TIn, TOut> run);

    protected bool ExecuteMany<TCall>(TCall call, Frame frame, ItemRun<TIn, TOut> run)
        where TCall : struct, ICall
    {
        var items = run.Items;
        var outputs = run.Outputs;
        var (records, list, context) = (run.Records, run.List, frame.Context);
        var count = Math.Min(items.Length, outputs.Length);
        for (var i = frame.SegmentNumber; ; frame.MoveTo(++i))
        {
            var result = call.Invoke(items[i], context);
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

            outputs[i] = value;
            if (records is not null)
            {
                records[i].Output.Write(value, reuse: false);
                frame.StampItem(ref records[i]);
            }
        }
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

    /// <summary>A way to call a step that the compiler can see through.</summary>
    protected interface ICall
    {
        ValueTask<TOut> Invoke(TIn input, StepContext context);
    }

    private readonly struct StepCall(Step<TIn, TOut> step) : ICall
    {
        public ValueTask<TOut> Invoke(TIn input, StepContext context) => step.RunAsync(input, context);
    }

    private readonly struct DelegateCall(Func<TIn, StepContext, ValueTask<TOut>> body) : ICall
    {
        public ValueTask<TOut> Invoke(TIn input, StepContext context) => body(input, context);
    }

    private readonly struct FunctionCall(Func<TIn, TOut> body) : ICall
    {
        public ValueTask<TOut> Invoke(TIn input, StepContext context) => new(body(input));
    }

    private sealed class StepNode(string name, Step<TIn, TOut> step, int slot) : LeafNode<TIn, TOut>(name, slot)
    {
        public override bool ExecuteMany(Frame frame, ItemRun<TIn, TOut> run) => ExecuteMany(new StepCall(step), frame, run);

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
    }

    private sealed class DelegateNode(string name, Func<TIn, StepContext, ValueTask<TOut>> body, int slot) : LeafNode<TIn, TOut>(name, slot)
    {
        public override bool ExecuteMany(Frame frame, ItemRun<TIn, TOut> run) => ExecuteMany(new DelegateCall(body), frame, run);

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
    }

    private sealed class FunctionNode(string name, Func<TIn, TOut> body, int slot) : LeafNode<TIn, TOut>(name, slot)
    {
        public override bool ExecuteMany(Frame frame, ItemRun<TIn, TOut> run) => ExecuteMany(new FunctionCall(body), frame, run);

        public override bool Execute(Frame frame)
        {
            frame.Write(body(frame.Read<TIn>()));
            return true;
        }
    }
}
