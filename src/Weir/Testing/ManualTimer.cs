using System.Diagnostics.CodeAnalysis;

namespace Weir.Testing;

/// <summary>A timer of a <see cref="ManualTime"/>, which keeps its fields under its lock.</summary>
internal sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
{
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "Others may have the same.")]
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();

    public long Due { get; set; }

    /// <summary>Zero: it fires once.</summary>
    public long Period { get; set; }

    /// <summary>The number of the setting, by which those that are due at once have an order.</summary>
    public long Setting { get; set; }

    public bool IsDisposed { get; set; }

    public void Fire()
    {
        if (_flow is null)
        {
            callback(state);
        }
        else
        {
            ExecutionContext.Run(_flow, static timer => ((ManualTimer)timer!).Call(), this);
        }
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        RequireTime(dueTime, nameof(dueTime));
        RequireTime(period, nameof(period));
        return time.Set(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime, period);
    }

    public void Dispose() => time.Set(this, null, default, dispose: true);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Call() => callback(state);

    private static void RequireTime(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            Require.AtLeast(value, TimeSpan.Zero, name);
        }
    }
}
