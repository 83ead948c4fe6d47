namespace Weir;

internal sealed partial class WorkflowScheduler
{
    // Steps that gave their place back and want one again, first come first served. Under _gate.
    private readonly LinkedList<(int Step, Action Resume)> _returning = [];

    /// <summary>How long steps were without a place; null: none was. Under _gate while the run goes on.</summary>
    public BackOffTimes? BackOff { get; private set; }

    /// <summary>A step gives its place to others while it waits for its next attempt.</summary>
    public void Leave(int step)
    {
        Action? returning;
        lock (_gate)
        {
            (BackOff ??= new BackOffTimes()).Leave(step, _session.Scope.Now);
            returning = FreePlace(step);
        }

        Resume(returning);
        CallPump();
    }

    /// <summary>A step that left wants to go on. False: it is resumed when there is a place, before any step that has not started.</summary>
    public bool Enter(int step, Action resume)
    {
        lock (_gate)
        {
            if (_inFlight < _session.MaxParallel && _ready.TryEnter(_nodes[step].Stage))
            {
                _inFlight++;
                BackOff?.Return(step, _session.Scope.Now);
                return true;
            }

            _returning.AddLast((step, resume));
            return false;
        }
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
                BackOff?.Return(at.Value.Step, _session.Scope.Now);
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
