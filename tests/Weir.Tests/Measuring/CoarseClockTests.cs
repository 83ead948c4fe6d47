namespace Weir.Tests.Measuring;

public class CoarseClockTests
{
    [Fact]
    public void Times_ThatMayBeOver_AreNotSure()
    {
        Assert.False(CoarseClock.IsBefore(CoarseClock.SureUntil(TimeProvider.System, TimeSpan.FromMilliseconds(1))));
        Assert.False(CoarseClock.IsBefore(CoarseClock.SureUntil(TimeProvider.System, TimeSpan.FromMilliseconds(100))));
    }

    [Fact]
    public void Times_ThatAreFarOff_AreSureWhereTheClockIsThatOfTheSystem()
    {
        Assert.Equal(!OperatingSystem.IsWindows(), CoarseClock.IsBefore(CoarseClock.SureUntil(TimeProvider.System, TimeSpan.FromHours(1))));
        Assert.Equal(!OperatingSystem.IsWindows(), CoarseClock.IsBefore(CoarseClock.SureUntil(TimeProvider.System, TimeSpan.FromDays(365))));
        Assert.False(CoarseClock.IsBefore(CoarseClock.SureUntil(new ManualTime(), TimeSpan.FromDays(365))));
    }
}
