using System.Reflection;
using System.Text.RegularExpressions;
using Weir.Generation;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;
using Weir.Yaml;

namespace Weir.Tests.Generation.Contracts;

/// <summary>The pages about contracts say what the reader does.</summary>
public sealed partial class ContractPageTests
{
    [Theory]
    [InlineData("minimal")]
    [InlineData("full")]
    public void Read_OfAnExampleOfThePage_FindsNothing(string name)
    {
        var reading = ContractReader.Read(ContractPage.Example(name), Sample.File);

        Assert.Empty(reading.Diagnostics);
        Assert.NotNull(reading.Contract);
    }

    [Fact]
    public void Read_OfTheFullExample_TakesEverything()
    {
        var contract = Sample.ReadWhole(ContractPage.Example("full"));

        Assert.Equal(
            ["OrderKey", "Status", "Order", "OrderCustomer", "OrderLinesItem", "OrderCustomerLevel", "InputState", "OutputState"],
            contract.Types.Select(type => type.Name));
        Assert.Equal(["Order", "OrderKey", "OrderKey"], contract.Operations.Select(operation => operation.Input));
        Assert.Equal(["OrderKey", "OutputState", "OrderKey"], contract.Operations.Select(operation => operation.Output));
        Assert.Equal(["New", "Paid", "Sent", "Value4", "InProgress"], Assert.IsType<EnumType>(contract.FindType("Status")).Members.Select(member => member.Name));
        Assert.Equal(4, contract.Mixins.Count);
        Assert.Equal(["\"ABC-1234\""], contract.Field("OrderLinesItem", "sku").ExamplesJson);
        Assert.Equal(
            [
                "node_id", "metadata", "metadata", "observability.metrics", "event_type", "event_type", "aggregation", "aggregation", "state_management", "state_management", "routing",
                "endpoints", "endpoints", "performance_targets", "performance_targets", "template", "generation", "generation", "generation",
            ],
            contract.Notes.Select(note => note.Field).Take(19));
    }

    [Fact]
    public void ErrorsPage_HasEveryCodeAndNoOther()
    {
        var codes = new[] { typeof(YamlCodes), typeof(ContractCodes), typeof(GenerationCodes) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (string)field.GetRawConstantValue()!).ToList();
        var sections = Sections().Select(section => section.Code).ToList();

        Assert.Equal(codes.Order(), sections.Order());
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(Sections(), section => Assert.Matches("(?s)Example.*\nFix: ", section.Text));
    }

    [Fact]
    public void ErrorsPage_EveryExample_GivesItsCode()
    {
        foreach (var (code, text) in Sections().Where(section => section.Text.Contains("```yaml", StringComparison.Ordinal)))
        {
            var yaml = Yaml().Match(text).Groups[1].Value;
            var whole = text.Contains("(a whole file)", StringComparison.Ordinal) || code == YamlCodes.Empty;
            var reading = ContractReader.Read((whole ? "" : Sample.Header) + yaml, Sample.File);
            var diagnostics = code.StartsWith("WEIR3", StringComparison.Ordinal)
                ? new PackageCode(reading.Contract!, new TemplateCatalog()).Tests().Warnings
                : reading.Diagnostics;

            Assert.True(diagnostics.Count == 1 && diagnostics[0].Code == code, $"{code}: {string.Join('\n', diagnostics)}");
        }
    }

    private static List<(string Code, string Text)> Sections() =>
        Section().Matches(ContractPage.ReadDocument("errors.md")).Select(match => (match.Groups[1].Value, match.Groups[2].Value))
            .Where(static section => !section.Item1.StartsWith("WEIR1", StringComparison.Ordinal) && !section.Item1.StartsWith("WEIR4", StringComparison.Ordinal)).ToList();

    [GeneratedRegex(@"^### (WEIR[0-9]{4})\n(.*?)(?=^##|\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
