using Weir.Lab.Proving.Reporting;

namespace Weir.Tests.Lab.Reporting;

/// <summary>What plots are made of.</summary>
public class PlotTests
{
    [Theory]
    [InlineData(0, 10, new double[] { 0, 2, 4, 6, 8, 10 })]
    [InlineData(-37, 99, new double[] { 0, 50 })]
    [InlineData(2_110, 2_390, new double[] { 2_200, 2_300 })]
    public void Marks_OfALinearAxis_AreRoundAndFew(double low, double high, double[] marks) =>
        Assert.Equal(marks, new Axis(low, high).Marks(WorkloadMeasure.Time));

    [Fact]
    public void Marks_OfBytes_AreRoundInTheirUnit() =>
        Assert.Equal([1024, 2048, 3072, 4096], new Axis(500, 4500).Marks(WorkloadMeasure.AllocatedBytes));

    [Theory]
    [InlineData(9, 1_100)]
    [InlineData(0.5, 2e9)]
    [InlineData(100, 900)]
    public void Marks_OfALogarithmicAxis_AreOnItAndFew(double low, double high)
    {
        var axis = new Axis(low, high, IsLogarithmic: true);
        foreach (var measure in new[] { WorkloadMeasure.Time, WorkloadMeasure.AllocatedBytes })
        {
            var marks = axis.Marks(measure);
            Assert.InRange(marks.Count, 2, 6);
            Assert.All(marks, mark => Assert.InRange(mark, low, high));
            Assert.Equal(marks.Order(), marks);
        }
    }

    [Fact]
    public void At_OfALogarithmicAxis_GivesEqualRatiosEqualLengths()
    {
        var axis = new Axis(1, 10_000, IsLogarithmic: true);
        Assert.Equal("25%", axis.At(10));
        Assert.Equal("0%", axis.At(0));
        Assert.Equal("100%", axis.At(double.PositiveInfinity));
        Assert.Equal("0%", axis.At(double.NaN));
    }

    [Fact]
    public void AxisOf_SidesFarApart_IsLogarithmic()
    {
        Assert.True(AxisOf(0.05).IsLogarithmic);
        Assert.False(AxisOf(0.5).IsLogarithmic);

        static Axis AxisOf(double factor) => SampleSet.AxisOf(SampleSet.Of(new SyntheticComparison("far", "some work") { Factor = factor }.Make(), SideNames.OffAndOn));
    }

    [Fact]
    public void Of_ANormalDistribution_IsHighestAtItsMiddleAndFallsToBothSides()
    {
        var set = SampleSet.Of(new SyntheticComparison("normal", "some work") { Pairs = 5_000 }.Make(), SideNames.OffAndOn)[0];
        var median = set.Quantile(0.5);
        var axis = new Axis(median - 400, median + 400);
        var curve = Density.Of(set, axis);
        var middle = Density.Points / 2;
        Assert.Equal(Density.Points, curve.Length);
        Assert.Equal(1, curve.Max());
        Assert.InRange(curve[middle], 0.95, 1);
        // One standard deviation, about 73 ns, from the middle a normal curve has 0.61 of its height.
        Assert.InRange(curve[middle + 15], 0.5, 0.7);
        Assert.InRange(curve[middle - 15], 0.5, 0.7);
        Assert.InRange(curve[^1], 0, 0.01);
    }

    [Theory]
    [InlineData(0.4, "0.400 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(12_340, "12.34 µs")]
    [InlineData(2_500_000, "2.500 ms")]
    [InlineData(7.25e9, "7.250 s")]
    [InlineData(double.NaN, "–")]
    public void Value_OfATime_HasTheUnitInWhichItIsAtLeastOne(double nanoseconds, string text) =>
        Assert.Equal(text, Wording.Value(nanoseconds, WorkloadMeasure.Time));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(4096, "4.000 KB")]
    [InlineData(3 * 1024 * 1024, "3.000 MB")]
    public void Value_OfBytes_CountsInPowersOfTwo(double bytes, string text) => Assert.Equal(text, Wording.Value(bytes, WorkloadMeasure.AllocatedBytes));

    [Theory]
    [InlineData(34.26, "+34.3 %")]
    [InlineData(-3, "−3.0 %")]
    [InlineData(0.01, "0.0 %")]
    [InlineData(-0.01, "0.0 %")]
    [InlineData(-1234.4, "−1,234 %")]
    [InlineData(double.NegativeInfinity, "−∞ %")]
    public void Change_HasItsSign(double percent, string text) => Assert.Equal(text, Wording.Change(percent));
}
