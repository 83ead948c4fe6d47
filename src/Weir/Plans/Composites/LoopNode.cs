namespace Weir;

/// <summary>Runs a plan again and again, each time on what it gave before, until a condition comes true.</summary>
internal sealed class LoopNode<T>(string name, int slot, Plan body, Func<T, bool> until, int maxTurns) : ChildNode<T>(name, slot)
{
    public override bool Execute(Frame frame) => Enter(frame, body, Segment.Turn(1));

    protected override bool Next(Frame frame, InnerFrame inner)
    {
        if (frame.Failure is not null || IsOver(frame.Read<T>()))
        {
            return false;
        }

        if (inner.Turn == maxTurns)
        {
            var turns = maxTurns == 1 ? "1 turn" : $"{maxTurns} turns";
            frame.Failure = new StepFailure(StepStatus.Failed, null, $"The loop '{Name}' made {turns} and its exit condition did not come true.");
            return false;
        }

        inner.Prepare(body, Segment.Turn(++inner.Turn));
        return true;
    }

    private bool IsOver(T value)
    {
        try
        {
            return until(value);
        }
        catch (Exception error) when (StepPartException.IsToBeNamed(error))
        {
            throw new StepPartException("exit condition", Name, error);
        }
    }
}
