using System.Diagnostics;

namespace Weir.Tests.Execution;

public class EventStreamTests
{
    private readonly RecordingObserver _observer = new();

    [Fact]
    public async Task DrainAsync_WhenManyPostAtOnce_EndsBehindAllOfThemInOrder()
    {
        const int Threads = 4;
        const int Each = 2_000;
        var events = Stream(TimeProvider.System);
        var address = new StepAddress(null, "a");
        using var start = new Barrier(Threads);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            start.SignalAndWait(Some.Token);
            for (var i = 0; i < Each; i++)
            {
                switch ((i + thread) % 4)
                {
                    case 0:
                        events.TellStepStarted(address, null, Stopwatch.GetTimestamp());
                        break;
                    case 1:
                        events.TellStepEnded(new StepResult(address, StepStatus.Completed), typeof(int), isKept: false, state: null, Stopwatch.GetTimestamp());
                        break;
                    case 2:
                        events.PostChunk(address, 1, i);
                        break;
                    default:
                        events.PostHookFailed("h", HookPoint.BeforeStep, null, Some.Failure());
                        await events.DrainAsync();
                        break;
                }
            }
        })));
        await events.DrainAsync();
        Assert.False(_observer.Overlapped);
        Assert.Equal(Enumerable.Range(0, Threads * Each).Select(static i => (long)i), _observer.Events.Select(static one => one.Sequence));
    }

    [Fact]
    public async Task DrainAsync_WhileTheObserverIsBusy_WaitsForIt()
    {
        using var busy = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var seen = new List<long>();
        var events = new EventStream(Scope(TimeProvider.System), new Slow(one =>
        {
            busy.Set();
            go.Wait(Some.Token);
            seen.Add(one.Sequence);
        }), journal: null);
        var telling = Task.Run(() => events.TellStepStarted(new StepAddress(null, "a"), null, 0), Some.Token);
        busy.Wait(Some.Token);
        events.PostChunk(new StepAddress(null, "a"), 1, 1);
        var drained = events.DrainAsync();
        Assert.False(drained.IsCompleted);
        go.Set();
        await drained.WaitAsync(Some.Token);
        Assert.Equal([0, 1], seen);
        await telling;
    }

    [Fact]
    public void TellStepEnded_WithAClockOfItsOwn_HasTheTimeOfThatClock()
    {
        var time = new ManualTime();
        var events = Stream(time);
        events.TellStepStarted(new StepAddress(null, "a"), null, time.GetTimestamp());
        time.Advance(TimeSpan.FromDays(3));
        events.TellStepEnded(new StepResult(new StepAddress(null, "a"), StepStatus.Completed), typeof(int), isKept: false, state: null, time.GetTimestamp());
        Assert.Equal(TimeSpan.FromDays(3), _observer.Events[1].Time - _observer.Events[0].Time);
        Assert.Equal(time.GetUtcNow(), _observer.Events[1].Time);
    }

    [Fact]
    public void TellStepStarted_BySystemClock_HasATimeBetweenThoseAroundIt()
    {
        var events = Stream(TimeProvider.System);
        var address = new StepAddress(null, "a");
        for (var i = 0; i < 100; i++)
        {
            events.TellStepStarted(address, null, Stopwatch.GetTimestamp());
        }

        // The two clocks of the system are read one after the other.
        var times = _observer.Events.Select(static one => one.Time).ToArray();
        Assert.Equal(times.Order(), times);
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange(times[^1], now - TimeSpan.FromMinutes(10), now + TimeSpan.FromMinutes(10));
    }

    private static RunScope Scope(TimeProvider time) => new(new RunIds(), time, new StopSource());

    private EventStream Stream(TimeProvider time) => new(Scope(time), _observer, journal: null);

    private sealed class Slow(Action<RunEvent> told) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => told(value);
    }
}
