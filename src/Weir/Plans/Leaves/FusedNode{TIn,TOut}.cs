using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>One of them, with its types.</summary>
internal sealed class FusedNode<TIn, TOut>(string name, Func<TIn, TOut> body) : FusedNode(name)
{
    // This function and those behind it of the same types.
    private Func<TIn, TOut>[] _chain = [body];

    public override bool GivesReference => Register.NeedsReference<TOut>();

    public override Type OutputType => typeof(TOut);

    private Func<TIn, TOut> Body => body;

    public override object? ReadOutput(in Register register) => register.Read<TOut>();

    public override void WriteOutput(Frame frame, object? output) => frame.Write((TOut)output!);

    public override void Join(ReadOnlySpan<Node> nodes)
    {
        var count = 1;
        while (typeof(TIn) == typeof(TOut) && count < Group.Count && nodes[count] is FusedNode<TIn, TOut>)
        {
            count++;
        }

        _chain = new Func<TIn, TOut>[count];
        for (var i = 0; i < count; i++)
        {
            _chain[i] = ((FusedNode<TIn, TOut>)nodes[i]).Body;
        }
    }

    public override bool Execute(Frame frame)
    {
        try
        {
            frame.Write(body(frame.Read<TIn>()));
        }
        catch (Exception error)
        {
            frame.Fail(error);
        }

        return true;
    }

    public override bool Hook(Frame frame) => throw new NotSupportedException($"The step '{Name}' never waits.");

    public override bool Collect(Frame frame) => throw new NotSupportedException($"The step '{Name}' never waits.");

    public override int ExecuteChain(Frame frame, in StopSignals stop)
    {
        var signals = stop;
        var next = frame.Index;
        var value = frame.Read<TIn>();
        foreach (var function in _chain)
        {
            if (signals.AreOn)
            {
                break;
            }

            frame.GoTo(next++);
            var given = function(value);
            if (typeof(TIn) != typeof(TOut))
            {
                frame.Write(given);
                return next;
            }

            value = Unsafe.As<TOut, TIn>(ref given);
        }

        frame.Write(value);
        return next;
    }

    protected override int RecordChain(Frame frame, in StopSignals stop)
    {
        var signals = stop;
        var next = frame.Index;
        var value = frame.Read<TIn>();
        foreach (var function in _chain)
        {
            if (signals.AreOn)
            {
                break;
            }

            frame.GoTo(next++);
            var given = function(value);
            frame.RecordFused(given);
            if (typeof(TIn) != typeof(TOut))
            {
                frame.Write(given);
                frame.GoTo(next);
                return next;
            }

            value = Unsafe.As<TOut, TIn>(ref given);
        }

        frame.Write(value);
        frame.GoTo(next);
        return next;
    }
}
