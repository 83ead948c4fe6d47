namespace Weir.IntegrationTests;

/// <summary><c>weir schema</c> as a process, and the schema that is committed.</summary>
public sealed class SchemaCommandTests
{
    private const string Renewal = "dotnet run --project src/Weir.Cli -- schema > schemas/workflow.schema.json";

    [Fact]
    public async Task Schema_PrintsWhatIsCommitted()
    {
        var outcome = await Tool.WeirAsync(Tool.Root, "schema");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Empty(outcome.Error);
        var committed = await File.ReadAllTextAsync(Path.Combine(Tool.Root, "schemas", "workflow.schema.json"), TestContext.Current.CancellationToken);
        Assert.True(committed == outcome.Output, $"schemas/workflow.schema.json is not the schema of this tool; renew it from the root of the checkout: {Renewal}");
    }

    [Fact]
    public async Task Schema_OfOptimizations_PrintsWhatIsCommitted()
    {
        var outcome = await Tool.WeirAsync(Tool.Root, "schema", "optimizations");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Tool.Root, "schemas", "optimizations.schema.json"), TestContext.Current.CancellationToken), outcome.Output);
    }

    [Fact]
    public async Task Help_HasAnExample()
    {
        var outcome = await Tool.WeirAsync(Tool.Root, "schema", "--help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("weir schema > workflow.schema.json", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_WithAnArgument_IsRefused()
    {
        var outcome = await Tool.WeirAsync(Tool.Root, "schema", "report.yaml");
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
    }
}
