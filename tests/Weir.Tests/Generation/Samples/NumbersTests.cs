using FsCheck;
using FsCheck.Fluent;
using Weir.Generation.Contracts;
using Weir.Generation.Samples;

namespace Weir.Tests.Generation.Samples;

public class NumbersTests
{
    [Theory]
    [InlineData(false, "0", null, null, "1")]
    [InlineData(false, null, "0.2", null, "0.3")]
    [InlineData(true, null, "-5", "-3", null)]
    [InlineData(true, "9223372036854775807", null, null, null)]
    [InlineData(false, "79228162514264337593543950335", null, null, null)]
    public void Sample_OfLimitsThatLeaveRoom_MeetsThem(bool isInteger, string? minimum, string? above, string? maximum, string? below)
    {
        var schema = new NumberSchema
        {
            IsInteger = isInteger,
            Minimum = Parse(minimum),
            ExclusiveMinimum = Parse(above),
            Maximum = Parse(maximum),
            ExclusiveMaximum = Parse(below),
        };
        var sample = Numbers.Sample(schema);
        Assert.NotNull(sample);
        Assert.True(Numbers.Meets(schema, sample.Value));
    }

    [Fact]
    public void Sample_OfAllowedValues_IsOneOfThem() =>
        Assert.Equal(7, Numbers.Sample(new NumberSchema { IsInteger = true, Allowed = [7, 9], Minimum = 2 }));

    [Fact]
    public void Below_TheLeastOfTheType_IsNothing()
    {
        Assert.Null(Numbers.Below(new NumberSchema { IsInteger = true }, long.MinValue));
        Assert.Null(Numbers.Above(new NumberSchema { IsInteger = false }, decimal.MaxValue));
    }

    [Fact]
    public void BelowAndAbove_OfAnyLimit_LieBeyondIt() => Prop.ForAll<int, PositiveInt, bool>(static (number, divisor, isInteger) =>
    {
        var limit = number / (decimal)divisor.Get;
        var schema = new NumberSchema { IsInteger = isInteger };
        return Numbers.Below(schema, limit) < limit && Numbers.Above(schema, limit) > limit;
    }).QuickCheckThrowOnFailure();

    private static decimal? Parse(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
