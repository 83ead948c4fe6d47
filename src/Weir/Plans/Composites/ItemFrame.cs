namespace Weir;

/// <summary>The frame of an item or branch of a fan-out.</summary>
internal sealed class ItemFrame(Plan plan) : Frame(plan)
{
    /// <summary>The place of its output and its record.</summary>
    public int Item { get; set; }

    /// <summary>Clears the frame, whether or not it came to begin.</summary>
    public void ClearItem()
    {
        State = null;
        if (Index >= 0)
        {
            Clear();
        }
        else
        {
            Failure = null;
        }
    }
}
