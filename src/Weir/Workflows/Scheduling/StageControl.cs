using System.Globalization;

namespace Weir;

/// <summary>What can stop one stage of one run by itself: its time-out, or its first failure.</summary>
/// <param name="stage">The stage.</param>
/// <param name="outer">What stops the run.</param>
internal sealed class StageControl(Stage stage, CancelScope outer) : IAsyncDisposable
{
    private Task _stopping = Task.CompletedTask;
    private ITimer? _timer;

    /// <summary>What stops the steps of the stage.</summary>
    public CancelScope Scope { get; } = new(outer);

    /// <summary>Why the stage stopped; null: it has not.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Whether it stopped because its time was over.</summary>
    public bool HasTimedOut { get; private set; }

    /// <summary>A control for each stage that needs one; null: none does.</summary>
    public static StageControl?[]? Of(IReadOnlyList<Stage> stages, CancelScope outer) =>
        stages.Any(static stage => stage.Options is { Timeout: not null } or { FailFast: true })
            ? [.. stages.Select(stage => stage.Options is { Timeout: null, FailFast: false } ? null : new StageControl(stage, outer))]
            : null;

    /// <summary>A step of the stage starts; the first starts its time.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="ring">Called when the time is over.</param>
    public void Begin(TimeProvider time, Action<StageControl> ring)
    {
        if (_timer is null && stage.Options.Timeout is { } limit)
        {
            _timer = time.CreateTimer(state => ring((StageControl)state!), this, limit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Tells the steps of the stage to stop; those that come later have stopped already.</summary>
    public void StopAfter(string step) => Stop($"the stage '{stage.Name}' stopped after '{step}' failed");

    /// <summary>The same because its time is over.</summary>
    public void StopLate()
    {
        HasTimedOut = true;
        Stop(string.Create(CultureInfo.InvariantCulture, $"the stage '{stage.Name}' ran out of its time of {stage.Options.Timeout!.Value.TotalSeconds:0.###} s"));
    }

    /// <summary>The failure that a time-out is.</summary>
    public StepFailure ToFailure() => new(StepStatus.Failed, new StageTimeoutException(StopReason!)) { Address = stage.Address };

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        }

        await _stopping.ConfigureAwait(RunQueue.Quietly);
        Scope.Release();
    }

    private void Stop(string reason)
    {
        StopReason = reason;
        _stopping = Scope.StopAsync(reason);
    }
}
