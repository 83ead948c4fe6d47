namespace Weir;

internal partial class Frame
{
    /// <summary>Makes the frame of an item that ended at once that of the next item.</summary>
    public void MoveTo(int item)
    {
        _segment.MoveTo(item);
        Attempt = 1;
        Started = Stamp;
    }

    /// <summary>Records an item that ended well; <see cref="MoveTo"/> is next.</summary>
    public void RecordItem(ref StepRecord record)
    {
        Stamp = record.Ended = _run.Time.GetTimestamp();
        record.Output = Register;
        record.Attempts = Attempt;
        if (Detail is null)
        {
            Calls += Attempt;
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

    /// <summary>The one record of a single step.</summary>
    public void CopyRecord(ItemRecords items, int item)
    {
        if (Recorded == 1)
        {
            items.Take(item, Records![0], Started);
        }
    }

    /// <summary>Adds up what a frame inside the current step has used; the caller lets one thread at a time do this.</summary>
    public void AdoptSums(Frame child)
    {
        if (Records is not null)
        {
            NeedDetail().Usage += child.Used;
            Used += child.Used;
            Calls += child.Calls;
        }
    }
}
