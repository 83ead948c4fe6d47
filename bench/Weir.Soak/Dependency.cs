namespace Weir.Soak;

/// <summary>Something outside that is down now and then.</summary>
internal sealed class Dependency
{
    private volatile bool _isDown;

    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    public async ValueTask<int> AskAsync(int number, StepContext context)
    {
        await Task.Yield();
        return _isDown ? context.Fail<int>("The dependency is down.") : number;
    }
}
