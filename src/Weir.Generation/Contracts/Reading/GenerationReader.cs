using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads how the package is to be made: <c>template</c>, <c>generation</c>, and what is no longer used.</summary>
internal sealed class GenerationReader(ContractContext context)
{
    private const string NoModel = "no model takes part in generation";

    private static readonly string[] Variants = ["minimal", "standard", "production", "custom"];
    private static readonly string[] Tiers = ["CLOUD_FAST", "CLOUD_DEEP", "LOCAL_FAST", "LOCAL_DEEP"];
    private static readonly string[] FallbackStrategies = ["graceful", "template_only", "fail"];

    private static readonly Dictionary<string, string> Profiles = new(StringComparer.Ordinal)
    {
        ["minimal"] = "development",
        ["standard"] = "standard",
        ["production"] = "production",
    };

    /// <summary>The template of the user's file; null: the shipped one.</summary>
    public YamlScalar? CustomTemplate { get; private set; }

    /// <summary>Whether the package has no tests of its models.</summary>
    public bool IsMinimal { get; private set; }

    /// <summary>The profile that is asked for; null: none.</summary>
    public string? Profile { get; private set; }

    public void Read(YamlFields contract)
    {
        if (contract.Fields("template") is { } template)
        {
            ReadTemplate(template);
        }
        if (contract.Fields("generation") is { } generation)
        {
            ReadGeneration(generation);
        }
        if (contract.FindRefused("error_handling") is { } handling)
        {
            context.Bag.Error(ContractCodes.Deprecated, handling.Key.Position,
                "'error_handling' is no longer used; write 'retry_policy', 'circuit_breaker' or 'dead_letter_queue' in 'advanced_features' instead.");
        }
    }

    private void ReadTemplate(YamlFields template)
    {
        var variant = template.Word("variant", Variants);
        var custom = template.Text("custom_template");
        if (variant == "custom" && custom is null && template.Find("variant") is { } entry)
        {
            context.Bag.Error(ContractCodes.CustomTemplate, entry.Value.Position, "The variant 'custom' needs 'custom_template', which names the template.");
        }
        if (variant != "custom" && custom is not null)
        {
            context.NoEffect("template.custom_template", custom.Position, "the variant is not custom; write 'variant: custom' or take it out");
        }
        IsMinimal = variant == "minimal";
        CustomTemplate = variant == "custom" ? custom : null;
        Profile = variant == "production" ? "production" : null;
        template.Texts("patterns");
        template.Mapping("pattern_configuration");
        Warn(template, "patterns", "no template knows patterns; a template of your own (--templates) can do what they stand for");
        Warn(template, "pattern_configuration", "no template knows patterns; a template of your own (--templates) can do what they stand for");
        NoteAndFinish(template);
    }

    private void ReadGeneration(YamlFields generation)
    {
        var llm = generation.Boolean("enable_llm");
        generation.Word("llm_tier", Tiers);
        var level = generation.Word("quality_level", [.. Profiles.Keys]);
        var fallback = generation.Word("fallback_strategy", FallbackStrategies);
        var patterns = generation.Boolean("include_patterns");
        var references = generation.Boolean("include_references");
        var size = generation.WholeNumber("max_context_size", 1, int.MaxValue);
        var seconds = generation.Number("timeout_seconds", 0.001m, 86_400);
        var attempts = generation.WholeNumber("retry_attempts", 0, 100);
        Profile = level is null ? Profile : Profiles[level];
        WarnUnless(llm is null or false, generation, "enable_llm");
        Warn(generation, "llm_tier", NoModel);
        WarnUnless(fallback is null or "template_only", generation, "fallback_strategy");
        WarnUnless(patterns is null or false, generation, "include_patterns");
        WarnUnless(references is null or false, generation, "include_references");
        WarnUnless(size is null or 8000, generation, "max_context_size");
        WarnUnless(seconds is null or 30, generation, "timeout_seconds");
        WarnUnless(attempts is null or 3, generation, "retry_attempts");
        NoteAndFinish(generation);
    }

    private void WarnUnless(bool isHow, YamlFields fields, string name)
    {
        if (!isHow)
        {
            Warn(fields, name, NoModel);
        }
    }

    private void Warn(YamlFields fields, string name, string why)
    {
        if (fields.Find(name) is { } entry)
        {
            context.NoEffect($"{fields.Name}.{name}", entry.Key.Position, why);
        }
    }

    private void NoteAndFinish(YamlFields fields)
    {
        context.NoteAll(fields.Name, fields.Map);
        fields.Finish();
    }
}
