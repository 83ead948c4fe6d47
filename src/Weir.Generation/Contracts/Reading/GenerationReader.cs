using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads the fields that this version checks and carries into the README of the package, and that change nothing else.</summary>
internal sealed class GenerationReader(ContractContext context)
{
    private static readonly string[] Variants = ["minimal", "standard", "production", "custom"];
    private static readonly string[] Tiers = ["CLOUD_FAST", "CLOUD_DEEP", "LOCAL_FAST", "LOCAL_DEEP"];
    private static readonly string[] QualityLevels = ["minimal", "standard", "production"];
    private static readonly string[] FallbackStrategies = ["graceful", "template_only", "fail"];

    public void Read(YamlFields contract)
    {
        context.NoteAll("endpoints", contract.Mapping("endpoints"));
        ReadTargets(contract);
        if (contract.Fields("template") is { } template)
        {
            ReadTemplate(template);
        }
        if (contract.Fields("generation") is { } generation)
        {
            ReadGeneration(generation);
        }
        if (contract.Fields("quality_gates") is { } gates)
        {
            ReadGates(gates);
        }
        if (contract.FindRefused("error_handling") is { } handling)
        {
            context.Bag.Error(ContractCodes.Deprecated, handling.Key.Position,
                "'error_handling' is no longer used; write 'retry_policy', 'circuit_breaker' or 'dead_letter_queue' in 'advanced_features' instead.");
        }
    }

    private void ReadTargets(YamlFields contract)
    {
        var targets = contract.Mapping("performance_targets");
        foreach (var entry in targets?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { Kind: YamlScalarKind.Text or YamlScalarKind.WholeNumber or YamlScalarKind.Number })
            {
                context.Note("performance_targets", entry);
                continue;
            }
            context.Bag.Error(YamlCodes.WrongType, entry.Value.Position,
                $"The performance target {DiagnosticText.Quote(entry.Name)} must be a number or text, and it is {YamlFields.Shown(entry.Value)}.");
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
        template.Texts("patterns");
        template.Mapping("pattern_configuration");
        NoteAndFinish(template);
    }

    private void ReadGeneration(YamlFields generation)
    {
        generation.Boolean("enable_llm");
        generation.Word("llm_tier", Tiers);
        generation.Word("quality_level", QualityLevels);
        generation.Word("fallback_strategy", FallbackStrategies);
        generation.Boolean("include_patterns");
        generation.Boolean("include_references");
        generation.WholeNumber("max_context_size", 1, int.MaxValue);
        generation.Number("timeout_seconds", 0.001m, 86_400);
        generation.WholeNumber("retry_attempts", 0, 100);
        NoteAndFinish(generation);
    }

    private void ReadGates(YamlFields gates)
    {
        gates.Boolean("fail_on_first_error");
        gates.Boolean("collect_warnings");
        foreach (var gate in gates.FieldsOfItems("gates"))
        {
            var name = gate.Find("gate") is null ? gate.RequireText("name") : gate.Text("gate");
            gate.Text("name");
            gate.Boolean("required");
            gate.Mapping("config");
            gate.Text("description");
            gate.Finish();
            if (name is not null)
            {
                context.Note("quality_gates.gates", name.Text, JsonTexts.FromAny(gate.Map));
            }
        }
        context.Note("quality_gates", gates.Find("fail_on_first_error"));
        context.Note("quality_gates", gates.Find("collect_warnings"));
        gates.Finish();
    }

    private void NoteAndFinish(YamlFields fields)
    {
        context.NoteAll(fields.Name, fields.Map);
        fields.Finish();
    }
}
