namespace Weir;

internal partial class Frame
{
    /// <summary>The item of a map that the frame is at.</summary>
    public int SegmentNumber => _segment.Number;

    /// <summary>Makes the frame of an item that ended at once that of another item; for steps that neither count nor record.</summary>
    public void MoveTo(int item) => _segment.MoveTo(item);

    /// <summary>Notes in an item's record when it ended; its output is there already.</summary>
    public void StampItem(ref StepRecord record)
    {
        Started = Stamp = record.Ended = Run.Now;
        record.Attempts = 1;
        if (Detail is null)
        {
            Calls++;
        }
        else
        {
            RecordDetail(StepStatus.Completed, ref record);
        }
    }

    /// <summary>The node of the item was executed by hand, and is done. Always true: the frame ended.</summary>
    public bool EndItem()
    {
        if (Failure is not null)
        {
            return EndFailed();
        }

        if (Records is not null)
        {
            Record(StepStatus.Completed);
        }

        return true;
    }

    /// <summary>The node of the item was executed by hand, and threw. Always true: the frame ended.</summary>
    public bool EndItem(Exception error) => EndFailed(error);

    /// <summary>The node of the item was executed by hand, and waits. Always false: call <see cref="WaitInside"/> next.</summary>
    public bool SuspendItem() => KeepFlow();

    /// <summary>The item is not to start, and has failed.</summary>
    public void Refuse(Exception error)
    {
        Failure = new StepFailure(StepStatus.Failed, error) { Address = Address };
        Observer?.Unstarted(this);
    }

    /// <summary>The one record of a single step.</summary>
    public void CopyRecord(ItemRecords items, int item)
    {
        if (Recorded == 1)
        {
            items.Take(item, Records![0], Started);
        }
    }

    /// <summary>Adds up what the items or branches of the current step have used.</summary>
    public void AdoptSums(Usage used, int calls)
    {
        NeedDetail().Usage += used;
        Used += used;
        Calls += calls;
    }
}
