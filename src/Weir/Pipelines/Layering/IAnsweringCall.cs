namespace Weir;

/// <summary>A call that often has the answer already. Where it is asked for that alone, nothing of an outcome has to be made and taken apart.</summary>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <typeparam name="TOut">What the step gives.</typeparam>
internal interface IAnsweringCall<TIn, TOut>
{
    /// <summary>Whether it is worth to ask first: nothing that takes long is done again when the call is made after all, such as a key that the user makes.</summary>
    bool IsQuick { get; }

    /// <summary>Answers, if that calls nothing of the step and waits for nothing.</summary>
    /// <param name="input">The value for the step.</param>
    /// <param name="frame">The frame that makes the call.</param>
    /// <param name="output">The answer.</param>
    /// <param name="isBroken">Something of its own went wrong, which it has counted: call what it stands around.</param>
    /// <returns>False: it has none; make the call.</returns>
    bool TryAnswer(TIn input, Frame frame, out TOut? output, out bool isBroken);

    /// <summary>Calls what it stands around, as if it were not there.</summary>
    /// <param name="input">The value for the step.</param>
    /// <param name="context">The surroundings of this call.</param>
    ValueTask<StepOutcome<TOut>> InvokeInnerAsync(TIn input, StepContext context);
}
