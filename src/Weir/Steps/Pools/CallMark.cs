namespace Weir;

/// <summary>Tells one call of a step from the others in the same surroundings.</summary>
/// <param name="Step">The place of the step.</param>
/// <param name="Item">The item.</param>
/// <param name="Attempt">The attempt.</param>
internal readonly record struct CallMark(int Step, int Item, int Attempt);
