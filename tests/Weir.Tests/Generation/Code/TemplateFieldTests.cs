using Weir.Generation;
using Weir.Generation.Code;
using Weir.Generation.Templates;

namespace Weir.Tests.Generation.Code;

/// <summary>What <c>template</c> and the facts of a contract change in its package.</summary>
public sealed class TemplateFieldTests
{
    private const string Models = """
        definitions: { Money: { type: object, properties: { cents: { type: integer } } } }
        io_operations: [{ name: charge, input_model: Money, output_model: Money }]

        """;

    [Fact]
    public void Write_OfTheVariantMinimal_HasNoTestsOfModels()
    {
        Assert.Contains(Paths(""), static path => path.EndsWith("Records/MoneyTests.g.cs", StringComparison.Ordinal));
        var minimal = Paths("template: { variant: minimal }");
        Assert.DoesNotContain(minimal, static path => path.Contains("/Records/", StringComparison.Ordinal));
        Assert.Contains(minimal, static path => path.EndsWith("NodeSampleEffectTests.g.cs", StringComparison.Ordinal));
        Assert.Empty(GeneratedCode.Problems(GeneratedCode.Yaml(Models + "template: { variant: minimal }")));
    }

    [Fact]
    public void Write_OfTheVariantCustom_TakesThatTemplateForTheFileOfTheUser()
    {
        var source = TemplateSource.Texts(new Dictionary<string, string> { ["node/mine"] = "// mine: {{Names.Node}}\n" });
        using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [source, TemplateSource.Shipped] });
        var contract = GeneratedCode.Read(GeneratedCode.Yaml("template: { variant: custom, custom_template: node/mine }"));
        Assert.Equal("// mine: NodeSampleEffect\n", Assert.Single(new PackageCode(contract, catalog).Models(), static file => file.IsOwned).Text);
        Assert.Contains("node/none", Assert.Throws<ContractRefusedException>(() => new PackageCode(contract with { CustomTemplate = "node/none" }, catalog).Models()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_OfAContract_AreConstants()
    {
        var assembly = GeneratedCode.Load(GeneratedCode.Write(GeneratedCode.Read(GeneratedCode.Yaml("""
            metadata: { owner: shop team, Equals: yes }
            capabilities: [{ name: find, description: Finds orders. }]
            endpoints: { http: "https://a.example", grpc: { port: 9000 } }
            performance_targets: { latency_p99_ms: 50, throughput: 200 per second, SamplePerformanceTargets: 1.5 }
            """)), withTests: false));
        Assert.Equal("shop team", Constant("SampleMetadata", "Owner"));
        Assert.Equal("yes", Constant("SampleMetadata", "EqualsValue"));
        Assert.Equal("Finds orders.", Constant("SampleCapabilities", "Find"));
        Assert.Equal("https://a.example", Constant("SampleEndpoints", "Http"));
        Assert.Equal("""{"port":9000}""", Constant("SampleEndpoints", "Grpc"));
        Assert.Equal(50m, Constant("SamplePerformanceTargets", "LatencyP99Ms"));
        Assert.Equal("200 per second", Constant("SamplePerformanceTargets", "Throughput"));
        Assert.Equal(1.5m, Constant("SamplePerformanceTargets", "SamplePerformanceTargetsValue"));

        object? Constant(string type, string name) => assembly.GetType($"Nodes.SampleEffect.{type}", throwOnError: true)!.GetField(name)!.GetValue(null);
    }

    [Fact]
    public void Write_OfAContractWithNothing_HasNoPartFiles() =>
        Assert.Equal(
            ["NodeSampleEffect.cs", "NodeSampleEffectBase.g.cs", "SampleJson.g.cs", "SampleRequest.g.cs", "SampleSettings.g.cs"],
            GeneratedCode.Write(GeneratedCode.Read(GeneratedCode.Yaml()), withTests: false).Select(static file => file.Path)
                .Where(static path => path.Split('/').Length == 3).Select(static path => path.Split('/')[2]).Order(StringComparer.Ordinal));

    private static List<string> Paths(string more) => [.. GeneratedCode.Write(GeneratedCode.Read(GeneratedCode.Yaml(Models + more))).Select(static file => file.Path)];
}
