using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Weir.Generation.Contracts;
using Weir.Generation.Samples;

namespace Weir.Tests.Generation.Samples;

public class PatternSamplerTests
{
    [Theory]
    [InlineData("^[A-Z]{2}-\\d{4}$")]
    [InlineData("^(red|green|blue)$")]
    [InlineData("^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    [InlineData("^\\+?[1-9]\\d{1,14}$")]
    [InlineData("^pi_[A-Za-z0-9]{24}$")]
    [InlineData("^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$")]
    [InlineData("^(?<year>\\d{4})-(0[1-9]|1[0-2])$")]
    [InlineData("^\\p{Lu}\\p{L}*$")]
    [InlineData("^[\\w.\\-]+$")]
    [InlineData("^a{3}b{2,}c?$")]
    [InlineData("foo")]
    [InlineData("^$")]
    [InlineData("^[]a]$")]
    [InlineData("^\\x41\\u0042$")]
    [InlineData("^[^a-z]$")]
    [InlineData("^.{5}$")]
    public void Find_OfAUsualPattern_GivesATextThatMatches(string pattern)
    {
        var text = new PatternSampler(PatternRegex.Create(pattern)).Find(0, int.MaxValue);
        Assert.NotNull(text);
        Assert.Matches(new Regex(pattern, RegexOptions.CultureInvariant), text);
    }

    [Theory]
    [InlineData("^[a-z]+$", 1)]
    [InlineData("^[a-z]+$", 40)]
    [InlineData("^[a-z]+-[0-9]+$", 17)]
    [InlineData("^(ab)*$", 12)]
    [InlineData("foo", 30)]
    [InlineData("^x{2,8}$", 8)]
    public void Find_OfAWantedLength_GivesThatLength(string pattern, int length) =>
        Assert.Equal(length, new PatternSampler(PatternRegex.Create(pattern)).Find(length, length)?.Length);

    [Fact]
    public void Find_OfHalfASurrogatePair_GivesNothing() =>
        Assert.Null(new PatternSampler(PatternRegex.Create("^\uD83D{2}$")).Find(0, int.MaxValue));

    [Theory]
    [InlineData("(?=.*x)y")]
    [InlineData("^(a)\\1$")]
    [InlineData("a^")]
    public void Find_OfAPatternItDoesNotKnowOrThatNothingMatches_GivesNothing(string pattern) =>
        Assert.Null(new PatternSampler(PatternRegex.Create(pattern)).Find(0, int.MaxValue));

    [Fact]
    public void Find_WhenTheLengthCannotBe_GivesNothing() =>
        Assert.Null(new PatternSampler(PatternRegex.Create("^[a-z]{3}$")).Find(4, 9));

    [Theory]
    [InlineData("^(a{1,10000}){1,10000}$")]
    [InlineData("^((((((((((a*)*)*)*)*)*)*)*)*)*)*$")]
    [InlineData("^a{0,2147483647}$")]
    public void Find_OfAHostilePattern_EndsWithinItsLimits(string pattern)
    {
        var sampler = new PatternSampler(new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200)));
        Assert.True(sampler.Find(0, int.MaxValue)?.Length is null or <= 4096);
    }

    [Fact]
    public void Find_OfAnyText_IsNullOrMatches() => Prop.ForAll<NonNull<string>>(static text =>
    {
        Regex regex;
        try
        {
            regex = new Regex(text.Get, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (ArgumentException)
        {
            return true;
        }

        return new PatternSampler(regex).Find(0, 50) is not { } found || regex.IsMatch(found);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("(((){9999}){9999}){9999}x")]
    [InlineData("(((^){9999}){9999}){9999}(?=x)x")]
    [InlineData("((a{9999}){9999}){9999}")]
    [InlineData("(((a?){0,9999}){9999}){9999}")]
    public void Find_OfRepetitionsWithoutAnEnd_Ends(string pattern)
    {
        var text = new StringBuilder();
        PatternParser.TryParse(pattern)?.Write(new PatternWriter(text, 12, 0, 4096));
        Assert.InRange(text.Length, 0, 4096);
    }

    [Fact]
    public void SearchTime_WhenItIsSpent_SearchesNoMoreWithBacktracking()
    {
        var time = new SearchTime();
        var slow = new Regex("^(?=(a|a?)+$)(a|a?)+b$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(3));
        Assert.False(time.IsMatch(slow, new string('a', 40)));
        Assert.False(time.IsMatch(new Regex("(?=x)x", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(3)), "x"));
        Assert.True(time.IsMatch(new Regex("x", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), "x"));
    }
}
