using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir;

/// <summary>The items of a map, as one frame runs them.</summary>
internal sealed class MapFan<TItem, TOut> : FanOut
{
    // More are left to the garbage collector: a frame of a run that once had thousands of items in flight is kept for long.
    private const int MaxFree = 256;

    private readonly Stack<ItemFrame> _free = [];
    private IReadOnlyList<TItem> _items = null!;
    private Plan _body = null!;
    private TOut[] _outputs = null!;
    private ItemRecords? _records;

    // Whether items that end at once can run in a loop without starting a frame for each.
    private bool _isSimple;

    public bool Run(Frame parent, FanRules rules, Plan body, IReadOnlyList<TItem> items)
    {
        var count = items.Count;
        _items = items;
        _body = body;
        _outputs = count == 0 ? [] : new TOut[count];
        if (body.IsSingleStep)
        {
            _records = parent.Records is null ? null : new ItemRecords(body, count, parent.Run.Time.GetTimestamp());
            _isSimple = parent.Observer is null && parent.State is null && items is TItem[] or List<TItem>;
        }

        return Run(parent, rules, count);
    }

    protected override ItemFrame FrameOf(int item) => _free.TryPop(out var frame) ? frame : new ItemFrame(_body);

    protected override void Free(ItemFrame frame)
    {
        if (_free.Count < MaxFree)
        {
            _free.Push(frame);
        }
    }

    protected override Segment SegmentOf(int item) => Segment.Item(item);

    protected override void Fill(ItemFrame frame) => frame.Register.Write(_items[frame.Item], reuse: false);

    protected override void Keep(ItemFrame frame) => _outputs[frame.Item] = frame.Register.Read<TOut>();

    protected override void KeepRecord(ItemFrame frame)
    {
        if (_records is null)
        {
            base.KeepRecord(frame);
        }
        else
        {
            frame.CopyRecord(_records, frame.Item);
        }
    }

    protected override void WriteRecords(StepDetail detail)
    {
        detail.Items = _records;
        if (_records is null)
        {
            base.WriteRecords(detail);
        }
    }

    protected override void WriteOutput(Frame parent)
    {
        var outputs = _outputs;
        if (Verdict.HasFailures)
        {
            var failed = Verdict.FailedItems().ToHashSet();
            outputs = [.. outputs.Where((_, item) => !failed.Contains(item))];
        }

        parent.Write<IReadOnlyList<TOut>>(outputs);
    }

    protected override void Forget()
    {
        _items = null!;
        _outputs = null!;
        _records = null;
        _isSimple = false;
    }

    protected override bool Start(ItemFrame frame)
    {
        if (!_isSimple || IsShared || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return base.Start(frame);
        }

        if (!TryPrepare(frame))
        {
            return true;
        }

        try
        {
            return StartMany(frame, _items is TItem[] array ? array : CollectionsMarshal.AsSpan((List<TItem>)_items));
        }
        catch (Exception error)
        {
            return frame.EndItem(error);
        }
    }

    /// <summary>Runs items on one frame as long as they end at once and well; what is true of the frame afterwards is true of its last item.</summary>
    private bool StartMany(ItemFrame frame, ReadOnlySpan<TItem> items)
    {
        var node = _body.Nodes[0];
        var outputs = _outputs;
        var records = _records;
        var stop = Parent.InnerStop.Signals;
        while (!stop.AreOn)
        {
            if (!node.Execute(frame))
            {
                return frame.SuspendItem();
            }

            var item = frame.Item;
            var next = item + 1;

            // A list may have become shorter meanwhile; the other way of reading it says so.
            if (frame.Failure is not null || next >= outputs.Length || next >= items.Length || IsShared)
            {
                return frame.EndItem();
            }

            if (records is not null)
            {
                frame.RecordItem(ref records.Records[item]);
            }

            outputs[item] = frame.Register.Read<TOut>();
            MoveOn(frame);
            frame.Register.Write(items[next], reuse: records is null);
        }

        return frame.Start();
    }
}
