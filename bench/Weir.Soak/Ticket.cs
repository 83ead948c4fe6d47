namespace Weir.Soak;

/// <summary>Goes with one run, and counts the calls of its steps: a step of another run, or a call too many, shows here.</summary>
internal sealed class Ticket(int number)
{
    private static readonly AsyncLocal<Ticket?> Flow = new();
    private int _calls;

    public static Ticket Current => Flow.Value ?? throw new InvalidOperationException("A step runs in no run of the soak.");

    public int Number => number;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>A ticket that flows to all that is called from here.</summary>
    public static Ticket Begin(int number) => Flow.Value = new Ticket(number);

    public static void Punch() => Interlocked.Increment(ref Current._calls);
}
