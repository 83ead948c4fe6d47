using System.Globalization;

namespace Weir.Tests.Testing;

public class ManualTimeTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Advance_MovesInstantsAndTimestampsTogether()
    {
        var time = new ManualTime(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)));
        var started = time.GetTimestamp();
        time.Advance(TimeSpan.FromMinutes(1.5));
        Assert.Equal(new DateTimeOffset(2031, 2, 3, 2, 6, 36, TimeSpan.Zero), time.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(1.5), time.GetElapsedTime(started));
        Assert.Equal(time.GetUtcNow(), time.GetLocalNow());
    }

    [Fact]
    public void Advance_ByLessThanNothing_Refuses() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _time.Advance(TimeSpan.FromTicks(-1)));

    [Fact]
    public void Advance_FiresInTheOrderOfDueTimesAndThenOfSetting()
    {
        Timer("late", 3);
        Timer("first", 2);
        Timer("second", 2);
        Timer("early", 1);
        Timer("never", 9);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["early at 1", "first at 2", "second at 2", "late at 3"], _fired);
        Assert.Equal(1, _time.Timers);
        Assert.Equal(TimeSpan.FromSeconds(6), _time.UntilNextTimer);
    }

    [Fact]
    public void Advance_OverSeveralPeriods_FiresForEachAtItsMoment()
    {
        Timer("tick", 1, period: 2);
        Timer("once", 4);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["tick at 1", "tick at 3", "once at 4", "tick at 5"], _fired);
        Assert.Equal(1, _time.Timers);
    }

    [Fact]
    public void Advance_WhenACallbackSetsATimer_FiresItOnTheWay()
    {
        using var timer = _time.CreateTimer(_ => Timer("inner", 2), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(_fired);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["inner at 3"], _fired);
    }

    [Fact]
    public void Advance_WhenACallbackSetsTimersAtTheGoal_FiresAllOfThem()
    {
        using var timer = _time.CreateTimer(
            _ =>
            {
                Timer("a", 2);
                Timer("b", 2);
            },
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["a at 3", "b at 3"], _fired);
    }

    [Fact]
    public void Advance_WhenACallbackSetsItsTimerToZero_FiresItOncePerMove()
    {
        ITimer timer = null!;
        timer = _time.CreateTimer(_ => Fire(timer), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.Zero);
        _time.Advance(TimeSpan.Zero);
        Assert.Equal(["again", "again"], _fired);

        void Fire(ITimer own)
        {
            _fired.Add("again");
            own.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    [Fact]
    public void Dispose_InACallback_StopsTheOtherTimerAndItself()
    {
        var other = Timer("other", 1, period: 1);
        ITimer own = null!;
        own = _time.CreateTimer(
            _ =>
            {
                _fired.Add("own");
                other.Dispose();
                own.Dispose();
            },
            null,
            TimeSpan.FromMilliseconds(500),
            TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["own"], _fired);
        Assert.Equal(0, _time.Timers);
        Assert.False(own.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Advance_InACallback_NeverMovesBack()
    {
        using var timer = _time.CreateTimer(_ => _time.Advance(TimeSpan.FromSeconds(10)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var started = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(11), _time.GetElapsedTime(started));
    }

    [Fact]
    public void AdvanceToNextTimer_GoesThereAndNoFurther()
    {
        Timer("a", 2);
        Timer("b", 2);
        Timer("c", 3);
        Assert.True(_time.AdvanceToNextTimer());
        Assert.Equal(["a at 2", "b at 2"], _fired);
        Assert.True(_time.AdvanceToNextTimer());
        Assert.False(_time.AdvanceToNextTimer());
        Assert.Null(_time.UntilNextTimer);
    }

    [Fact]
    public void Change_ToInfinite_StopsTheTimer()
    {
        var timer = Timer("a", 1);
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(_fired);
        Assert.Throws<ArgumentOutOfRangeException>(() => timer.Change(TimeSpan.FromSeconds(-2), TimeSpan.Zero));
    }

    [Fact]
    public async Task WaitForTimersAsync_EndsWhenEnoughRun()
    {
        var two = _time.WaitForTimersAsync(2, Some.Token);
        Timer("a", 1);
        Assert.False(two.IsCompleted);
        Timer("b", 1);
        await two;
        await _time.WaitForTimersAsync(1, Some.Token);
    }

    [Fact]
    public async Task WaitForTimersAsync_WhenCancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        var wait = _time.WaitForTimersAsync(1, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _time.WaitForTimersAsync(0, Some.Token));
    }

    [Fact]
    public void Callback_SeesTheAsyncLocalsOfWhoMadeTheTimer()
    {
        var local = new AsyncLocal<string> { Value = "maker" };
        using var timer = _time.CreateTimer(_ => _fired.Add(local.Value), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        local.Value = "mover";
        _time.Advance(TimeSpan.Zero);
        Assert.Equal(["maker"], _fired);
    }

    private ITimer Timer(string name, int due, int period = 0)
    {
        var start = new ManualTime().GetUtcNow();
        return _time.CreateTimer(
            _ => _fired.Add(string.Create(CultureInfo.InvariantCulture, $"{name} at {(_time.GetUtcNow() - start).TotalSeconds}")),
            null,
            TimeSpan.FromSeconds(due),
            TimeSpan.FromSeconds(period));
    }
}
