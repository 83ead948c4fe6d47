using System.Collections.Concurrent;

namespace Weir.Tests.Hosting;

/// <summary>All parts that the scopes of a host have made.</summary>
internal sealed class ScopedParts
{
    private readonly ConcurrentQueue<ScopedPart> _made = new();

    public IReadOnlyList<ScopedPart> Made => [.. _made];

    /// <summary>Thrown by parts that are disposed; null: nothing is.</summary>
    public Exception? OnDispose { get; set; }

    public void Add(ScopedPart part) => _made.Enqueue(part);
}

/// <summary>A scoped service that notes which run used it, and that it was disposed.</summary>
internal sealed class ScopedPart : IAsyncDisposable
{
    private readonly ScopedParts _all;
    private int _disposed;

    public ScopedPart(ScopedParts all)
    {
        _all = all;
        all.Add(this);
    }

    public ConcurrentDictionary<string, int> Runs { get; } = new();

    public int Disposed => _disposed;

    public void Use(string run)
    {
        ObjectDisposedException.ThrowIf(_disposed > 0, this);
        Runs.AddOrUpdate(run, 1, static (_, count) => count + 1);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        Interlocked.Increment(ref _disposed);
        if (_all.OnDispose is { } error)
        {
            throw error;
        }
    }
}

/// <summary>A step with a scoped service.</summary>
internal sealed class PartStep(ScopedPart part) : Step<int, int>
{
    public override async ValueTask<int> RunAsync(int input, StepContext context)
    {
        part.Use(context.RunId);
        await Task.Yield();
        part.Use(context.RunId);
        return input + 1;
    }
}

/// <summary>The same under another type.</summary>
internal sealed class OtherStep(ScopedPart part) : Step<int, int>
{
    public override ValueTask<int> RunAsync(int input, StepContext context)
    {
        part.Use(context.RunId);
        return new(input * 10);
    }
}
