namespace Weir;

internal sealed partial class WorkflowScheduler
{
    // By step, what it takes of shared resources; null where no step takes any.
    private readonly IReadOnlyList<ResourceAmount>?[]? _wanted;

    // Under _gate: of steps that could start, and of those that want to go on after a wait.
    private readonly Dictionary<int, ResourceClaim> _claims = [];
    private readonly Dictionary<ResourceClaim, (StepFrame Frame, Action Resume)> _entering = [];

    private IReadOnlyList<ResourceAmount>?[]? WantedOf(Workflow workflow)
    {
        if (workflow.Resources.Count == 0)
        {
            return null;
        }

        return Array.ConvertAll(_nodes, node => node.Rules.Resources is { Count: > 0 } named
            ? (IReadOnlyList<ResourceAmount>)[.. named.Select(one => new ResourceAmount(_session.ResourceOf(one.Name), one.Amount, workflow.Resources[one.Name]))]
            : null);
    }

    /// <summary>Takes what a step needs of shared resources. False: it comes back when it can have them. Under the lock.</summary>
    private bool TryClaim(int step, out ResourceClaim? claim)
    {
        claim = null;
        if (_wanted?[step] is not { } wanted)
        {
            return true;
        }

        if (!_claims.TryGetValue(step, out claim))
        {
            claim = NewClaim(step, wanted);
            _claims.Add(step, claim);
            if (!claim.TryTakeAll())
            {
                return false;
            }
        }

        _claims.Remove(step);
        return true;
    }

    // Apart from the above, where the closure would be made for every step.
    private ResourceClaim NewClaim(int step, IReadOnlyList<ResourceAmount> wanted) => new(wanted, _ => ComeBack(step));

    /// <summary>A step has what it needs after a wait.</summary>
    private void ComeBack(int step)
    {
        lock (_gate)
        {
            if (_claims.ContainsKey(step))
            {
                _ready.Add(step);
            }
        }

        CallPump();
    }

    /// <summary>A step will not start: what it holds is for others. Under the lock.</summary>
    private void DropClaim(int step)
    {
        if (_wanted is not null && _claims.Remove(step, out var claim))
        {
            RunQueue.Queue(static dropped => dropped.GiveUp(), claim);
        }
    }

    /// <summary>What stops lets those go on, to their end, who wait for resources between two attempts. Under the lock.</summary>
    /// <param name="stage">Only those of one stage; null: all.</param>
    private void LetEnter(int? stage)
    {
        foreach (var (claim, (frame, resume)) in _entering)
        {
            if (stage is null || _nodes[frame.Step].Stage == stage)
            {
                RunQueue.Queue(static at => at.Self.EnterStopped(at.Claim, at.Frame, at.Resume), (Self: this, Claim: claim, Frame: frame, Resume: resume));
            }
        }
    }

    private void EnterStopped(ResourceClaim claim, StepFrame frame, Action resume)
    {
        if (claim.GiveUp())
        {
            EnterHeld(claim, frame, resume);
        }
    }

    /// <summary>A step that goes on after a wait has its resources, or needs none any more; now it needs a place.</summary>
    private void EnterHeld(ResourceClaim claim, StepFrame frame, Action resume)
    {
        lock (_gate)
        {
            _entering.Remove(claim);
            if (!TryEnterPlace(frame, resume))
            {
                return;
            }
        }

        Resume(resume);
    }
}
