namespace Weir;

/// <summary>Goes on with the answer of somebody outside, or pauses the run until there is one.</summary>
internal sealed class PauseNode<TIn, TAnswer, TOut>(string name, Func<TIn, string> prompt, Func<TIn, TAnswer, TOut> combine) : Node<TOut>(name)
{
    // The answer is kept, and the output made of it again.
    public override bool IsKept => false;

    public override bool Execute(Frame frame)
    {
        var input = frame.Read<TIn>();
        if (frame.InnerObserver is not { CanPause: true } observer)
        {
            frame.Failure = new StepFailure(StepStatus.Failed, null, $"The pause '{Name}' was run where nothing is kept that an answer could be given to.");
            return true;
        }

        if (observer.TryAnswer(frame, typeof(TAnswer), out var answer))
        {
            frame.Write(Combine(input, answer));
            return true;
        }

        var asked = Ask(input);
        observer.Paused(frame, asked, typeof(TAnswer));
        frame.Failure = new StepFailure(StepStatus.Paused, null, asked);
        return true;
    }

    public override bool Hook(Frame frame) => throw new NotSupportedException();

    public override bool Collect(Frame frame) => throw new NotSupportedException();

    private string Ask(TIn input)
    {
        try
        {
            return prompt(input) ?? "";
        }
        catch (Exception error) when (StepPartException.IsToBeNamed(error))
        {
            throw new StepPartException("prompt", Name, error);
        }
    }

    private TOut Combine(TIn input, object? answer)
    {
        try
        {
            return combine(input, (TAnswer)answer!);
        }
        catch (Exception error) when (StepPartException.IsToBeNamed(error))
        {
            throw new StepPartException("function of the answer", Name, error);
        }
    }
}
