namespace Weir;

/// <summary>What the inspection of a type found, and the member that decided it.</summary>
/// <param name="Mutability">What is known about the values.</param>
/// <param name="Cause">The member that decided; null when nothing can change.</param>
/// <param name="Uncopyable">The first member that no copy can be made of; null when there is none.</param>
internal sealed record Verdict(Mutability Mutability, MemberPath? Cause, MemberPath? Uncopyable);
