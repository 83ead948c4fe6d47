namespace Weir.Tests.Generation.Code;

/// <summary>The tests that are generated, compiled in memory and run: those of the node and of what its options do.</summary>
public class GeneratedTestsTests
{
    public static TheoryData<string> Samples { get; } =
        [.. Directory.GetFiles(Path.Combine(Conventions.Repository.Root, "samples", "contracts"), "*.yaml").Select(static file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Tests_OfASampleContract_Pass(string file) =>
        await RunAsync(await File.ReadAllTextAsync(Path.Combine(Conventions.Repository.Root, "samples", "contracts", file), Some.Token));

    [Fact]
    public async Task Tests_OfRandomContracts_Pass()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            await RunAsync(RandomContract.Write(seed), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Tests_OfANodeThatDoesNotDoWhatItsContractSays_Fail()
    {
        var files = GeneratedCode.Write(GeneratedCode.Read(GeneratedCode.Yaml("advanced_features: { retry_policy: { max_attempts: 3 } }")));
        var broken = files.Select(static file => file with { Text = file.Text.Replace("MaxAttempts = 3", "MaxAttempts = 2", StringComparison.Ordinal) });
        var failed = await GeneratedTests.FailuresAsync(GeneratedCode.Load(broken));
        Assert.Contains(failed, static one => one.Contains("Attempts_WhenTheFailurePasses", StringComparison.Ordinal));
    }

    private static async Task RunAsync(string yaml, string what = "")
    {
        var failed = await GeneratedTests.FailuresAsync(GeneratedCode.Load(GeneratedCode.Write(GeneratedCode.Read(yaml))));
        Assert.True(failed.Count == 0, $"{what}\n{string.Join('\n', failed)}\n{(failed.Count == 0 ? "" : yaml)}");
    }
}
