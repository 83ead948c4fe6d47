using NJsonSchema;
using Weir.Tests.Conventions;

namespace Weir.Tests.Options;

/// <summary>The schema that is committed is the one of this library, and says what reading says. Run with WEIR_APPROVE=1 to write it anew.</summary>
public sealed class OptionsSchemaTests
{
    private static readonly string Committed = Path.Combine(Repository.Root, "schemas", "optimizations.schema.json");

    [Fact]
    public async Task Schema_IsTheCommittedOne()
    {
        if (Environment.GetEnvironmentVariable("WEIR_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(Committed, OptimizationOptionsFile.Schema(), Some.Token);
            return;
        }

        Assert.True(
            await File.ReadAllTextAsync(Committed, Some.Token) == OptimizationOptionsFile.Schema(),
            "schemas/optimizations.schema.json is not the schema of this library; run this test once with WEIR_APPROVE=1.");
    }

    [Fact]
    public async Task Schema_AcceptsEveryPresetAndRandomOptions()
    {
        var schema = await JsonSchema.FromJsonAsync(OptimizationOptionsFile.Schema(), Some.Token);
        var drawn = Enumerable.Range(0, 100).Select(static seed => DrawnOptions.Draw(new Random(seed)));
        Assert.All(OptimizationPresets.All.Select(static one => one.Options).Concat(drawn), options =>
            Assert.Empty(schema.Validate(OptimizationOptionsFile.ToJson(options))));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"version":2}""")]
    [InlineData("""{"version":1,"poling":{}}""")]
    [InlineData("""{"version":1,"pooling":{"maxObject":1}}""")]
    [InlineData("""{"version":1,"pooling":{"maxObjects":0}}""")]
    [InlineData("""{"version":1,"pooling":{"maxObjects":"1"}}""")]
    [InlineData("""{"version":1,"hedging":{"delay":"5 days"}}""")]
    [InlineData("""{"version":1,"allowRuntimeChanges":null}""")]
    public async Task Schema_AsReading_Refuses(string json)
    {
        var schema = await JsonSchema.FromJsonAsync(OptimizationOptionsFile.Schema(), Some.Token);
        Assert.NotEmpty(schema.Validate(json));
        Assert.Throws<OptionsFileException>(() => OptimizationOptionsFile.Read(json));
    }
}
