namespace Weir;

/// <summary>Tells what runs inside a call that a limit counts, however deep: what is inside is not counted, so it never waits for the call that it is in.</summary>
internal sealed class CountedCalls
{
    private static readonly AsyncLocal<CountedCalls?> Here = new();

    private volatile bool _isOver;

    /// <summary>Whether what runs here is inside of a counted call. What a call leaves behind is not, once its fan-out is over.</summary>
    public static bool AreAround => Here.Value is { _isOver: false };

    /// <summary>Marks this flow, and what starts in it.</summary>
    public static CountedCalls Begin()
    {
        var calls = new CountedCalls();
        Here.Value = calls;
        return calls;
    }

    public void End() => _isOver = true;
}
