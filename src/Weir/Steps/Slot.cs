namespace Weir;

/// <summary>Holds the value that passes from one step to the next, so that the value itself is never boxed.</summary>
internal abstract class Slot;

internal sealed class Slot<T>(T value) : Slot
{
    public T Value => value;
}
