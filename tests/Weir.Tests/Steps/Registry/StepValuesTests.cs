using System.Text.Json;

namespace Weir.Tests.Steps.Registry;

public sealed class StepValuesTests
{
    [Fact]
    public void Parse_OfWhatToJsonGave_IsTheSameValue()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var value = new RandomValues(seed).Next(depth: 4);
            var json = StepValues.ToJson(value, indented: seed % 2 == 0);
            Assert.True(StepValues.AreEqual(value, StepValues.Parse(json)), $"seed {seed}: {json}");
        }
    }

    [Fact]
    public void ToJson_OfWhatParseGave_IsTheSameText()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            // The first time a negative zero becomes a whole one.
            var json = StepValues.ToJson(StepValues.Parse(StepValues.ToJson(new RandomValues(seed).Next(depth: 4))));
            Assert.Equal(json, StepValues.ToJson(StepValues.Parse(json)));
        }
    }

    [Fact]
    public void AreEqual_OfTwoDrawings_SaysTheSameBothWays()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var (left, right) = (new RandomValues(seed).Next(depth: 2), new RandomValues(seed + 1).Next(depth: 2));
            Assert.True(StepValues.AreEqual(left, left));
            Assert.Equal(StepValues.AreEqual(left, right), StepValues.AreEqual(right, left));
        }
    }

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("1.0", 1.0)]
    [InlineData("1e2", 100.0)]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    [InlineData("true", true)]
    [InlineData("null", null)]
    [InlineData("\"a\\u0041\\n\"", "aA\n")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    public void Parse_OfAScalar_HasItsType(string json, object? expected)
    {
        var value = StepValues.Parse(json);
        Assert.Equal(expected, value);
        Assert.Equal(expected?.GetType(), value?.GetType());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("[1,]")]
    [InlineData("// no\n1")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("{\"\\udc00\":1}")]
    public void Parse_OfWhatIsNoValue_ThrowsJsonException(string json) => Assert.ThrowsAny<JsonException>(() => StepValues.Parse(json));

    [Fact]
    public void Parse_OfJsonNestedTooDeep_ThrowsJsonException()
    {
        Assert.NotNull(StepValues.Parse(new string('[', 64) + new string(']', 64)));
        Assert.ThrowsAny<JsonException>(() => StepValues.Parse(new string('[', 65) + new string(']', 65)));
    }

    [Fact]
    public void Parse_OfAMap_KeepsTheOrderAndTheLastOfTwo()
    {
        var map = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(StepValues.Parse("""{"b":1,"a":2,"b":3,"B":4}"""));
        Assert.Equal(["b", "a", "B"], map.Keys);
        Assert.Equal(3L, map["b"]);
    }

    [Theory]
    [InlineData(1L, 1.0, true)]
    [InlineData(0L, -0.0, true)]
    [InlineData(9007199254740993L, 9007199254740992.0, false)]
    [InlineData(long.MaxValue, 9223372036854775808.0, false)]
    [InlineData(long.MinValue, -9223372036854775808.0, true)]
    [InlineData(1L, 1.5, false)]
    [InlineData(1L, double.NaN, false)]
    [InlineData(1L, "1", false)]
    [InlineData(0L, false, false)]
    [InlineData("a", "A", false)]
    public void AreEqual_OfScalars_ComparesWhatTheyAre(object left, object right, bool expected)
    {
        Assert.Equal(expected, StepValues.AreEqual(left, right));
        Assert.Equal(expected, StepValues.AreEqual(right, left));
    }

    [Fact]
    public void AreEqual_OfMaps_IgnoresTheOrder() =>
        Assert.True(StepValues.AreEqual(StepValues.Parse("""{"a":1,"b":[2,{"c":null}]}"""), StepValues.Parse("""{"b":[2.0,{"c":null}],"a":1}""")));

    [Theory]
    [InlineData("""{"a":null}""", """{"b":null}""")]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("[]", "{}")]
    [InlineData("null", "[]")]
    public void AreEqual_OfDifferentContent_IsFalse(string left, string right) =>
        Assert.False(StepValues.AreEqual(StepValues.Parse(left), StepValues.Parse(right)));

    [Theory]
    [InlineData("text \"as\" is", "text \"as\" is")]
    [InlineData(null, "")]
    [InlineData(true, "true")]
    [InlineData(12L, "12")]
    [InlineData(0.1, "0.1")]
    public void ToText_OfAScalar_IsWhatAReaderExpects(object? value, string expected) => Assert.Equal(expected, StepValues.ToText(value));

    [Fact]
    public void ToText_OfAList_IsJson() => Assert.Equal("""["ü",1]""", StepValues.ToText(new object?[] { "ü", 1L }));

    [Fact]
    public void ToJson_OfWhatIsNoValue_Throws()
    {
        Assert.Throws<ArgumentException>(() => StepValues.ToJson(new Uri("http://a/")));
        Assert.Throws<ArgumentException>(() => StepValues.ToJson(1));
        Assert.Throws<ArgumentException>(() => StepValues.ToJson(double.NaN));
        Assert.Throws<ArgumentException>(() => StepValues.ToJson(double.PositiveInfinity));
    }
}
