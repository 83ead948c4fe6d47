using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir;

/// <summary>The items of a map, as one frame runs them.</summary>
internal sealed class MapFan<TItem, TOut> : FanOut
{
    // More are left to the garbage collector: a frame of a run that once had thousands of items in flight is kept for long.
    private const int MaxKept = 256;

    // The first _taken are in use; a frame passes from item to item and is free only when the map is over.
    private ItemFrame?[] _frames = [];
    private int _taken;
    private IReadOnlyList<TItem> _items = null!;
    private Plan _body = null!;
    private TOut[] _outputs = null!;
    private ItemRecords? _records;

    // Runs items that end at once in one loop, without starting a frame for each; null: that cannot be done.
    private LeafNode<TItem, TOut>? _leaf;

    public bool Run(Frame parent, FanRules rules, Plan body, IReadOnlyList<TItem> items)
    {
        var count = items.Count;
        _items = items;
        _body = body;
        _taken = 0;
        _outputs = count == 0 ? [] : new TOut[count];
        var kept = Math.Min(Math.Min(count, rules.MaxParallel), MaxKept);
        if (_frames.Length < kept)
        {
            Array.Resize(ref _frames, kept);
        }

        // A debug build gives each call a context of its own, which the loop does not.
        var canLoop = parent.Observer is null && parent.State is null && items is TItem[] or List<TItem> && !FrameChecks.AreOn;
        _leaf = canLoop && body is { IsSingleStep: true, State: null } ? body.Nodes[0] as LeafNode<TItem, TOut> : null;
        return Run(parent, rules, count);
    }

    protected override ItemFrame FrameFor(int item, ItemFrame? ended)
    {
        if (ended is not null)
        {
            return ended;
        }

        var place = Interlocked.Increment(ref _taken) - 1;
        return place < _frames.Length ? _frames[place] ??= new ItemFrame(_body) : new ItemFrame(_body);
    }

    protected override Segment SegmentOf(int item) => Segment.Item(item);

    protected override void Fill(ItemFrame frame) => frame.Register.Write(_items[frame.Item], reuse: false);

    protected override void Keep(ItemFrame frame) => _outputs[frame.Item] = frame.Register.Read<TOut>();

    protected override void BeginRecords(Frame parent)
    {
        if (_body.IsSingleStep)
        {
            _records = new ItemRecords(_body, Count, parent.Run.Now);
        }
        else
        {
            base.BeginRecords(parent);
        }
    }

    protected override void BecomeShared(int item) => _records?.Share(item);

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
    }

    protected override bool Start(ItemFrame frame)
    {
        if (_leaf is null || IsShared || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return base.Start(frame);
        }

        if (!TryPrepare(frame))
        {
            return true;
        }

        var stop = Parent.InnerStop.Signals;
        if (stop.AreOn)
        {
            return frame.Start();
        }

        var (first, started) = (frame.Item, frame.Started);
        try
        {
            var list = _items as List<TItem>;
            var items = list is null ? (TItem[])_items : CollectionsMarshal.AsSpan(list);
            return _leaf.ExecuteMany(frame, new ItemRun<TItem, TOut>(items, list, _outputs.AsSpan(0, PartitionEnd), _records?.Records, stop, Flow)) ? frame.EndItem() : frame.SuspendItem();
        }
        catch (Exception error)
        {
            return frame.EndItem(error);
        }
        finally
        {
            // Not touched by others yet: nobody was told that the item waits.
            _records?.Chain(first, frame.SegmentNumber, started);
            MovedTo(frame, frame.SegmentNumber);
        }
    }
}
