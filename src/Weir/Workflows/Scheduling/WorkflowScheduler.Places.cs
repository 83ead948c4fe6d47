namespace Weir;

internal sealed partial class WorkflowScheduler
{
    // Steps that gave their place back and want one again, first come first served. Under _gate.
    private readonly LinkedList<(int Step, Action Resume)> _returning = [];

    /// <summary>A step gives its place, and what it holds of shared resources, to others while it waits for its next attempt.</summary>
    public void Leave(StepFrame frame)
    {
        frame.Claim?.GiveUp();
        frame.Claim = null;
        Action? returning;
        lock (_gate)
        {
            returning = FreePlace(frame.Step);
        }

        Resume(returning);
        CallPump();
    }

    /// <summary>A step that left wants to go on. False: it is resumed when it can, before any step that has not started.</summary>
    public bool Enter(StepFrame frame, Action resume)
    {
        lock (_gate)
        {
            if (_wanted?[frame.Step] is { } wanted && !StopOf(_nodes[frame.Step].Stage).IsStopping)
            {
                var claim = new ResourceClaim(wanted, held => EnterHeld(held, frame, resume));
                frame.Claim = claim;
                if (!claim.TryTakeAll())
                {
                    _entering.Add(claim, (frame, resume));
                    return false;
                }
            }

            return TryEnterPlace(frame, resume);
        }
    }

    private bool TryEnterPlace(StepFrame frame, Action resume)
    {
        if (_inFlight < _session.MaxParallel && _ready.TryEnter(_nodes[frame.Step].Stage))
        {
            _inFlight++;
            return true;
        }

        _returning.AddLast((frame.Step, resume));
        return false;
    }

    /// <summary>Gives a place back, or on to the first who waits to return. Under the lock; the caller resumes outside of it.</summary>
    private Action? FreePlace(int step)
    {
        _inFlight--;
        _ready.Release(_nodes[step].Stage);
        for (var at = _returning.First; at is not null; at = at.Next)
        {
            if (_ready.TryEnter(_nodes[at.Value.Step].Stage))
            {
                _returning.Remove(at);
                _inFlight++;
                return at.Value.Resume;
            }
        }

        return null;
    }

    private static void Resume(Action? returning)
    {
        if (returning is not null)
        {
            RunQueue.Queue(static resume => resume(), returning);
        }
    }
}
