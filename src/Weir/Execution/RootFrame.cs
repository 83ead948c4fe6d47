namespace Weir;

/// <summary>The frame of a run. It belongs to a thread, which finds it again without looking, or lies in the pool of its pipeline.</summary>
internal abstract class RootFrame : Frame
{
    // The run may end on another thread than the one that the frame belongs to: written last there, read first here.
    private volatile bool _isFree;
    private volatile RunCounter.Cell? _home;

    protected RootFrame(Plan plan, RunScope scope, StepAddresses addresses, FramePool pool)
        : base(plan, scope, scope, addresses.Root)
    {
        Pool = pool;
        Addresses = addresses;
    }

    public FramePool Pool { get; }

    /// <summary>For the thread of its home only: takes the frame if its last run has given it back.</summary>
    public bool TryTake()
    {
        if (!_isFree)
        {
            return false;
        }

        _isFree = false;
        return true;
    }

    /// <summary>Makes it the frame of a thread, in the place of another; called on that thread, by the run that has the frame.</summary>
    public void MoveIn(RunCounter.Cell cell)
    {
        if (cell.Frame is { } other)
        {
            // One whose run ends at this very moment may be lost to both; then the garbage collector has it.
            other._home = null;
            if (other.TryTake())
            {
                other.Pool.Return(other);
            }
        }

        cell.Frame = this;
        _home = cell;
    }

    protected void GiveBack()
    {
        if (_home is not null)
        {
            _isFree = true;
        }
        else
        {
            Pool.Return(this);
        }
    }
}
