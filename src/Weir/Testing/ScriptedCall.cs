namespace Weir.Testing;

/// <summary>One call of a <see cref="ScriptedStep{TIn, TOut}"/>.</summary>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <param name="Input">What it was given.</param>
/// <param name="Attempt">Which attempt of the step the call was, from 1.</param>
/// <param name="Path">The address at which the step stood.</param>
/// <param name="Feedback">Why the attempt before this one failed; null in the first.</param>
public sealed record ScriptedCall<TIn>(TIn Input, int Attempt, string Path, string? Feedback);
