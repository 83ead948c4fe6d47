using System.Text.RegularExpressions;
using Weir.Generation.Contracts;
using Weir.Generation.Contracts.Reading;
using Weir.Yaml;

namespace Weir.Tests.Generation.Contracts;

/// <summary>Every mixin that is known does what the table of docs/contracts.md says.</summary>
public sealed partial class KnownMixinTests
{
    private const string Subcontracts = """
        subcontracts:
          event_type: {consumed_events: [a], produced_events: [b]}
          fsm: {states: [open, closed], transitions: [[open, closed], [closed, open]]}

        """;

    [Fact]
    public void Page_HasEveryMixinOnceAndNoOther()
    {
        var page = ContractPage.ReadDocument("contracts.md");
        var rows = page[page.IndexOf("### Mixins", StringComparison.Ordinal)..page.IndexOf("### Quality gates", StringComparison.Ordinal)].Split('\n').Where(static line => line.StartsWith("| `Mixin", StringComparison.Ordinal));
        var effects = rows.SelectMany(static row => MixinName().Matches(row.Split('|')[1]).Select(match => (match.Value, IsNone: row.Split('|')[2].Trim() == "none"))).ToList();

        Assert.Equal(KnownMixins.Effects.Keys.Order(StringComparer.Ordinal), effects.Select(static one => one.Value).Order(StringComparer.Ordinal));
        Assert.All(effects, static one => Assert.Equal(one.IsNone, KnownMixins.Effects[one.Value] == MixinEffect.None));
    }

    [Fact]
    public void Read_OfEachMixin_WarnsIfAndOnlyIfItDoesNothing()
    {
        foreach (var (name, effect) in KnownMixins.Effects)
        {
            var found = ContractReader.Read(Sample.Header + Subcontracts + $"mixins: [{Entry(name)}{Needs(name)}]", Sample.File).Diagnostics;
            Assert.Equal(effect == MixinEffect.None ? [ContractCodes.NoEffect] : [], found.Select(static one => one.Code));
        }
    }

    [Theory]
    [InlineData("MixinEventHandler", "consumed_events")]
    [InlineData("MixinEventBus", "produced_events")]
    [InlineData("MixinFSMExecution", "subcontracts.fsm")]
    public void Read_OfAMixinWithoutItsSubcontract_SaysWhatIsMissing(string name, string missing)
    {
        var found = Assert.Single(Sample.Errors($"mixins: [{{name: {name}}}]"));
        Assert.Equal((ContractCodes.NoEffect, DiagnosticSeverity.Warning), (found.Code, found.Severity));
        Assert.Contains(missing, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfMixinsOfOptions_TurnsOnTheirPartAlone()
    {
        var options = Sample.Read("mixins: [{name: MixinMetrics}, {name: MixinSensitiveFieldRedaction, config: {fields: [card, iban]}}]").Features;
        Assert.Equal(new NodeObservabilityOptions { Enabled = true, Tracing = false, Metrics = true, Logging = false }, options.Observability);
        Assert.Equal((true, false, false, int.MaxValue), (options.Security.Enabled, options.Security.SanitizeInputs, options.Security.ValidateSql, options.Security.MaxInputLength));
        Assert.Equal(["card", "iban"], options.Security.RedactFields);

        var both = Sample.Read("mixins: [{name: MixinLogData}, {name: MixinSensitiveFieldRedaction, config: {fields: [card]}}]\nadvanced_features: {observability: {tracing: true, metrics: false, logging: false}, security_validation: {redact_fields: [iban]}}").Features;
        Assert.Equal((true, false, true), (both.Observability.Tracing, both.Observability.Metrics, both.Observability.Logging));
        Assert.Equal(["iban", "card"], both.Security.RedactFields);
        Assert.True(both.Security.ValidateSql);
    }

    [Fact]
    public void Read_OfADisabledMixin_ChangesNothing()
    {
        var contract = Sample.Read("mixins: [{name: MixinMetrics, enabled: false}, {name: MixinNodeLifecycle, enabled: false}, {name: MixinHealthCheck, enabled: false}]");
        Assert.Equal((NodeOptions.Default.Observability, ContractBehaviours.None, 0), (contract.Features.Observability, contract.Behaviours, contract.HealthChecks.Count));
        Assert.Empty(contract.Warnings);
    }

    [Fact]
    public void Read_OfMixinsOfTheClass_TakesThem()
    {
        var contract = Sample.Read("mixins: [{name: MixinNodeLifecycle}, {name: MixinNodeIntrospection}, {name: MixinHealthCheck}, {name: MixinEventListener}]\nsubcontracts: {event_type: {consumed_events: [a]}}");
        Assert.Equal(new ContractBehaviours(true, true, true), contract.Behaviours);
        Assert.Equal("node", Assert.Single(contract.HealthChecks).Name);
    }

    private static string Entry(string name) => name == "MixinSensitiveFieldRedaction" ? $"{{name: {name}, config: {{fields: [card]}}}}" : $"{{name: {name}}}";

    private static string Needs(string name) => name switch
    {
        "MixinNodeExecutor" => ", {name: MixinEventDrivenNode}" + Needs("MixinEventDrivenNode"),
        "MixinEventDrivenNode" => ", {name: MixinEventHandler}, {name: MixinNodeLifecycle}, {name: MixinIntrospectionPublisher}",
        _ => "",
    };

    [GeneratedRegex("Mixin[A-Za-z]+")]
    private static partial Regex MixinName();
}
