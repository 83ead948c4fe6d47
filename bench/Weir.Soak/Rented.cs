namespace Weir.Soak;

/// <summary>Objects that steps rent, which know when two have one of them, or one is not like new.</summary>
internal sealed class Rented
{
    private static int _made;
    private int _isOut;

    public static int Made => Volatile.Read(ref _made);

    public int Number { get; set; }

    public Rented() => Interlocked.Increment(ref _made);

    /// <summary>Takes it; false: somebody else has it, or it is not like new.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isOut, 1) == 0 && Number == 0;

    /// <summary>Gives it back; false: nobody had it.</summary>
    public bool TryGive() => Interlocked.Exchange(ref _isOut, 0) == 1;
}
