namespace Weir;

/// <summary>A question to somebody outside.</summary>
internal sealed class PauseSpec<TIn, TAnswer, TOut>(string name, Func<TIn, string> prompt, Func<TIn, TAnswer, TOut> combine) : StepSpec(name)
{
    public override bool MayPause => true;

    public override Type AnswerType => typeof(TAnswer);

    public override IEnumerable<Type> KeptTypes => [typeof(TAnswer)];

    public override Node ToNode(SlotTable slots) => new PauseNode<TIn, TAnswer, TOut>(Name, prompt, combine);

    public override StepDescriptor Describe(StepAddress parent) => new(new StepAddress(parent, Name), StepKind.Pause, typeof(TIn), typeof(TOut))
    {
        Options = [new("answer", TypeName.Of(typeof(TAnswer)))],
    };
}
