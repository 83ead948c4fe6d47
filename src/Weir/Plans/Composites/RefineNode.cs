namespace Weir;

/// <summary>Drafts and criticizes in turns until a draft is accepted.</summary>
/// <param name="name">The name.</param>
/// <param name="slot">The slot of the frame of the turns.</param>
/// <param name="inputSlot">The slot of the input, which every turn gets.</param>
/// <param name="turn">One turn: a draft, then a <see cref="CriticNode{TDraft}"/>.</param>
/// <param name="maxTurns">The limit.</param>
internal sealed class RefineNode<TIn, TDraft>(string name, int slot, int inputSlot, Plan turn, int maxTurns) : ChildNode<TDraft>(name, slot)
{
    public override bool Execute(Frame frame)
    {
        var input = frame.Read<TIn>();
        frame.Slot<Kept<TIn>>(inputSlot).Value = input;
        frame.Write(new Refinement<TIn, TDraft>(input, default, null, 1));
        return Enter(frame, turn, Segment.Turn(1));
    }

    protected override bool Next(Frame frame, InnerFrame inner)
    {
        var input = frame.Slot<Kept<TIn>>(inputSlot);
        if (frame.Failure is null)
        {
            var (draft, critique) = frame.Read<ReviewedDraft<TDraft>>();
            if (critique.IsAccepted)
            {
                frame.Write(draft);
            }
            else if (inner.Turn < maxTurns)
            {
                inner.Prepare(turn, Segment.Turn(++inner.Turn));
                frame.Write(new Refinement<TIn, TDraft>(input.Value, draft, critique.Feedback, inner.Turn));
                return true;
            }
            else
            {
                frame.Failure = new StepFailure(StepStatus.Failed, null, Sentence(critique.Feedback));
            }
        }

        input.Value = default!;
        return false;
    }

    private string Sentence(string? feedback)
    {
        var turns = maxTurns == 1 ? "1 turn" : $"{maxTurns} turns";
        return $"The drafts of '{Name}' were not accepted in {turns}; " + (feedback is null ? "the critic gave no feedback." : $"the last feedback was: {feedback}");
    }
}

/// <summary>A draft and what was said of it.</summary>
internal readonly record struct ReviewedDraft<TDraft>(TDraft Draft, Critique Critique);

/// <summary>A value that a node keeps in a frame.</summary>
internal sealed class Kept<T>
{
    public T Value { get; set; } = default!;
}

/// <summary>Runs the critic of a draft, and gives both.</summary>
internal sealed class CriticNode<TDraft>(string name, int slot, int draftSlot, Plan critic) : ChildNode<ReviewedDraft<TDraft>>(name, slot)
{
    public override bool Execute(Frame frame)
    {
        frame.Slot<Kept<TDraft>>(draftSlot).Value = frame.Read<TDraft>();
        return Enter(frame, critic, default);
    }

    /// <summary>What the user's critic said.</summary>
    public override object? ReadOutput(in Register register) => register.Read<ReviewedDraft<TDraft>>().Critique;

    protected override bool Next(Frame frame, InnerFrame inner)
    {
        var draft = frame.Slot<Kept<TDraft>>(draftSlot);
        if (frame.Failure is null)
        {
            frame.Write(new ReviewedDraft<TDraft>(draft.Value, frame.Read<Critique>()));
        }

        draft.Value = default!;
        return false;
    }
}
