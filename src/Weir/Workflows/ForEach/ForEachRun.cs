namespace Weir;

/// <summary>The items and outputs of one run of a step that runs for each of many.</summary>
internal abstract class ForEachRun : IDisposable
{
    /// <summary>Goes to the next item; calls code of the user's, and is called by one thread at a time. False: there is none.</summary>
    public abstract bool MoveNext();

    /// <summary>Puts the item that was moved to into a frame; calls nobody.</summary>
    public abstract void Fill(Frame frame, int index);

    /// <summary>Takes the output of an item that completed; may call code of the user's.</summary>
    public abstract void Take(Frame frame, int index);

    /// <summary>What the step gives, for its register.</summary>
    public abstract Register ToRegister();

    public abstract void Dispose();
}

/// <summary>The same with types.</summary>
internal sealed class ForEachRun<TItem, TOut, TResult>(IEnumerable<TItem> items, StepReads reads, IItemSink<TOut, TResult> sink) : ForEachRun
{
    private readonly Lock _gate = new();
    private readonly IEnumerator<TItem> _items = items.GetEnumerator();
    private TItem _item = default!;

    public override bool MoveNext()
    {
        var hasItem = _items.MoveNext();
        _item = hasItem ? _items.Current : default!;
        return hasItem;
    }

    public override void Fill(Frame frame, int index) => frame.Write(new ForEachItem<TItem>(_item, index, reads));

    public override void Take(Frame frame, int index)
    {
        var output = frame.Register.Read<TOut>();
        lock (_gate)
        {
            sink.Take(index, output);
        }
    }

    public override Register ToRegister()
    {
        var register = default(Register);
        lock (_gate)
        {
            register.Write(sink.Result, reuse: false);
        }

        return register;
    }

    public override void Dispose() => _items.Dispose();
}
