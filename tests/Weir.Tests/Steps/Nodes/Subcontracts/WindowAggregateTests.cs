using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Subcontracts;

public class WindowAggregateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(AggregationType.Sum, 15)]
    [InlineData(AggregationType.Count, 3)]
    [InlineData(AggregationType.Average, 5)]
    [InlineData(AggregationType.Minimum, 2)]
    [InlineData(AggregationType.Maximum, 9)]
    [InlineData(AggregationType.First, 4)]
    [InlineData(AggregationType.Last, 2)]
    public void Read_OfThreeValues_IsWhatTheTypeSays(AggregationType type, int expected)
    {
        var (window, time) = (new WindowAggregate(type, Minute), new ManualTime());
        Add(window, time, 4, 9, 2);
        var result = window.Read(time);
        Assert.Equal((expected, 3), (result.Value, result.Count));
        Assert.Empty(result.Values);
    }

    [Fact]
    public void Read_OfAList_HasTheValuesUpToItsCapacity()
    {
        var (window, time) = (new WindowAggregate(AggregationType.List, Minute, capacity: 2), new ManualTime());
        Add(window, time, 4, 9, 2);
        var result = window.Read(time);
        Assert.Equal([4m, 9m], result.Values);
        Assert.Equal((null, 3), (result.Value, result.Count));
    }

    [Theory]
    [InlineData(AggregationType.Sum, 0)]
    [InlineData(AggregationType.Count, 0)]
    [InlineData(AggregationType.Average, null)]
    [InlineData(AggregationType.Maximum, null)]
    public void Read_OfNoValue_IsEmpty(AggregationType type, int? expected) =>
        Assert.Equal(expected, new WindowAggregate(type, Minute).Read(new ManualTime()).Value);

    [Fact]
    public void Window_BeginsAtAMultipleOfItsSizeAndEndsWithTheClock()
    {
        var (window, time) = (new WindowAggregate(AggregationType.Sum, Minute), new ManualTime());
        time.Advance(TimeSpan.FromSeconds(59));
        Add(window, time, 1);
        var start = window.Read(time).Start;
        Assert.Equal(0, start.UtcTicks % Minute.Ticks);
        time.Advance(TimeSpan.FromSeconds(1));
        Add(window, time, 2);
        time.Advance(10 * Minute);

        var closed = window.TakeClosed(time);
        Assert.Equal([(start, 1m), (start + Minute, 2m)], closed.Select(static one => (one.Start, one.Value!.Value)));
        Assert.Empty(window.TakeClosed(time));
    }

    [Fact]
    public void Add_OfAMomentOutsideOfTheWindow_IsRefusedAndCounted()
    {
        var (window, time) = (new WindowAggregate(AggregationType.Sum, Minute), new ManualTime());
        time.Advance(Minute);
        var now = time.GetUtcNow();
        Assert.True(window.Add(1, now, time));
        Assert.False(window.Add(2, now - Minute, time));
        Assert.False(window.Add(4, now + Minute, time));
        Assert.Equal((1m, 2), (window.Read(time).Value, window.Refused));
    }

    [Fact]
    public void TakeClosed_WhenNobodyTookManyWindows_HasTheNewest()
    {
        var (window, time) = (new WindowAggregate(AggregationType.Last, Minute), new ManualTime());
        for (var number = 0; number < 70; number++)
        {
            Add(window, time, number);
            time.Advance(Minute);
        }

        var closed = window.TakeClosed(time);
        Assert.Equal((64, 6m, 69m, 6), (closed.Count, closed[0].Value, closed[^1].Value, window.Dropped));
    }

    [Fact]
    public void Add_BeyondTheRangeOfDecimal_ThrowsAndTakesNothing()
    {
        var (window, time) = (new WindowAggregate(AggregationType.Sum, Minute), new ManualTime());
        Add(window, time, decimal.MaxValue);
        Assert.Throws<OverflowException>(() => window.Add(1, time));
        Assert.Equal((decimal.MaxValue, 1), (window.Read(time).Value, window.Read(time).Count));
    }

    [Fact]
    public async Task Add_OfManyThreads_LosesNothing()
    {
        var (window, time) = (new WindowAggregate(AggregationType.Sum, Minute), new ManualTime());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var number = 0; number < 500; number++)
            {
                window.Add(1, time);
            }
        })));
        Assert.Equal((2000m, 2000), (window.Read(time).Value, window.Read(time).Count));
    }

    [Fact]
    public void Window_OfNoSize_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowAggregate(AggregationType.Sum, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowAggregate(AggregationType.Sum, Minute, capacity: 0));
    }

    private static void Add(WindowAggregate window, ManualTime time, params decimal[] values)
    {
        foreach (var value in values)
        {
            window.Add(value, time);
        }
    }
}
