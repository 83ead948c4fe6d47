using Weir.Generation.Contracts;

namespace Weir.Tests.Generation.Contracts;

/// <summary>A field that changes nothing says so, and one that asks for what happens anyway is silent.</summary>
public sealed class NoEffectTests
{
    [Theory]
    [InlineData("template.patterns", "template: {¶patterns: [outbox]}")]
    [InlineData("template.pattern_configuration", "template: {¶pattern_configuration: {outbox: {table: x}}}")]
    [InlineData("template.custom_template", "template: {variant: minimal, custom_template: ¶node/mine}")]
    [InlineData("generation.enable_llm", "generation: {¶enable_llm: true}")]
    [InlineData("generation.llm_tier", "generation: {¶llm_tier: LOCAL_FAST}")]
    [InlineData("generation.fallback_strategy", "generation: {¶fallback_strategy: graceful}")]
    [InlineData("generation.include_patterns", "generation: {¶include_patterns: true}")]
    [InlineData("generation.include_references", "generation: {¶include_references: true}")]
    [InlineData("generation.max_context_size", "generation: {¶max_context_size: 4000}")]
    [InlineData("generation.timeout_seconds", "generation: {¶timeout_seconds: 31}")]
    [InlineData("generation.retry_attempts", "generation: {¶retry_attempts: 0}")]
    [InlineData("quality_gates.gates.tests", "quality_gates: {gates: [{gate: ¶tests}]}")]
    [InlineData("quality_gates.gates.score", "quality_gates: {gates: [{name: ¶score}]}")]
    [InlineData("quality_gates.gates.security", "quality_gates: {gates: [{gate: ¶security, required: false}]}")]
    [InlineData("quality_gates.gates.compile.config.warnings", "quality_gates: {gates: [{gate: compile, config: {¶warnings: error}}]}")]
    [InlineData("MixinSensitiveFieldRedaction", "mixins: [{name: ¶MixinSensitiveFieldRedaction}]")]
    [InlineData("MixinMetrics.config.port", "mixins: [{name: MixinMetrics, config: {¶port: 90}}]")]
    public void Read_OfAFieldWithoutEffect_Warns(string field, string marked)
    {
        var message = Sample.AssertFinding(ContractCodes.NoEffect, Sample.Header + marked).Message;
        Assert.StartsWith($"'{field}' has no effect: ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("template: {variant: standard}")]
    [InlineData("generation: {enable_llm: false, fallback_strategy: template_only, include_patterns: false, max_context_size: 8000, timeout_seconds: 30, retry_attempts: 3, quality_level: minimal}")]
    [InlineData("quality_gates: {gates: [{gate: compile}, {gate: score, config: {min_score: 0.9}}, {gate: quorum}], fail_on_first_error: true, collect_warnings: false}")]
    [InlineData("mixins: [{name: MixinCaching, enabled: false, config: {size: 5}}]")]
    public void Read_OfWhatHappensAnyway_IsSilent(string more) => Assert.Empty(Sample.Errors(more));
}
