using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Tests.Conventions;

namespace Weir.Tests.Options;

/// <summary>docs/options.md has every name of the documents, and what it says of each is so.</summary>
public sealed class OptionsPageTests
{
    // spec 3.1, 3.5 and 5.1; the guide (001) and the description of the layers (003), whose names are among those of 3.5.
    private static readonly string[] Documented =
    [
        "enable_object_pool", "enable_context_optimization", "enable_memory_optimization", "object_pool_max_size", "object_pool_cleanup_threshold", "enable_step_optimization",
        "enable_algorithm_optimization", "enable_concurrency_optimization", "max_concurrent_executions", "enable_optimized_telemetry", "enable_performance_monitoring", "telemetry_batch_size",
        "telemetry_flush_interval_seconds", "enable_optimized_error_handling", "enable_circuit_breaker", "error_cache_size", "circuit_breaker_failure_threshold",
        "circuit_breaker_recovery_timeout_seconds", "enable_cache_optimization", "cache_compression", "cache_ttl_seconds", "cache_max_size", "slow_execution_threshold_ms",
        "memory_pressure_threshold_mb", "cpu_usage_threshold_percent", "enable_automatic_optimization", "optimization_analysis_interval_seconds", "performance_degradation_threshold",
        "maintain_backward_compatibility", "allow_runtime_changes", "config_validation_enabled",
        "context_cache_size", "context_cache_ttl", "memory_cleanup_interval", "memory_threshold", "concurrency_timeout", "telemetry_sampling_rate", "cache_size", "cache_ttl",
        "performance_monitoring_interval", "performance_alert_threshold", "enable_object_pooling", "enable_step_analysis", "enable_telemetry_optimization", "enable_usage_optimization",
        "execution_time_threshold", "memory_usage_threshold", "cache_hit_rate_threshold", "max_pool_size",
        "object_pool_max_pools", "context_merge_cache_size", "context_ttl_seconds", "telemetry_flush_interval", "concurrency_adaptation_rate", "resource_monitoring_interval",
        "resource_adaptation_interval",
    ];

    [Fact]
    public void Page_HasEveryNameOfTheDocumentsOnce() =>
        Assert.Equal(Documented.Order(StringComparer.Ordinal), OptionsPage.Rows("options.md", "in the documents").Select(static row => OptionsPage.Code(row[0])).Order(StringComparer.Ordinal));

    [Fact]
    public void Page_OfANameOfTheDocuments_HasItsOptionOrSaysWhyNot()
    {
        foreach (var row in OptionsPage.Rows("options.md", "in the documents"))
        {
            Assert.Equal(4, row.Length);
            Assert.True(OptionsPage.Code(row[2]) is { } path ? Options().Contains(path) : row[2] is "none" or "a later layer", $"{row[0]}: there is no option {row[2]}.");
            Assert.True(OptionsPage.Code(row[2]) is not null || row[3].Length > (row[2] == "none" ? 10 : 0), $"{row[0]} has no option, and nothing says why.");
        }
    }

    [Fact]
    public void Page_HasEveryOptionWithItsDefaultAndRange()
    {
        var rows = OptionsPage.Rows("options.md", "option").ToDictionary(static row => OptionsPage.Code(row[0])!);
        Assert.Equal(Options().Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var section in OptionCatalog.Layers)
        {
            var properties = section.Schema()["properties"]!.AsObject();
            Assert.All(properties, one =>
            {
                var row = rows[Path(section, one.Key)];
                Assert.Equal(Text(one.Value!["default"]), row[2]);
                Assert.EndsWith($"must be {row[3]}.", one.Value!["description"]!.GetValue<string>().Replace(", as text such as \"200ms\", \"1.5s\", \"5m\" or \"2h\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public void Page_NamesATestForEveryOption()
    {
        var tests = string.Concat(Repository.Sources("tests").Select(File.ReadAllText));
        foreach (var row in OptionsPage.Rows("options.md", "option"))
        {
            var name = OptionsPage.Code(row[4])?.Split('.')[^1];
            Assert.True(name is not null && tests.Contains($" {name}(", StringComparison.Ordinal), $"There is no test '{name}', which docs/options.md names for {row[0]}.");
        }
    }

    [Fact]
    public void Page_ShowsAFileThatCanBeRead()
    {
        var page = OptionsPage.Read("options.md");
        var json = page.Split("```json\n")[1].Split("```")[0];
        Assert.NotEqual(OptimizationOptions.None, OptimizationOptionsFile.Read(json, "docs/options.md"));
    }

    [Fact]
    public void ErrorsPage_HasEveryCodeOfFilesOfOptions_WhoseExampleGivesIt()
    {
        var page = OptionsPage.Read("errors.md");
        var codes = typeof(OptionsFileCodes).GetFields().Select(static field => (string)field.GetRawConstantValue()!).ToList();
        Assert.Equal(8, codes.Count);
        Assert.Equal(codes, page.Split("\n### ").Select(static section => section.Split('\n')[0]).Where(static name => name.StartsWith("WEIR4", StringComparison.Ordinal)));
        foreach (var code in codes)
        {
            var json = page.Split($"### {code}\n")[1].Split("```json\n")[1].Split("```")[0];
            var error = Assert.Throws<OptionsFileException>(() => OptimizationOptionsFile.Read(json));
            Assert.Equal(code, Assert.Single(error.Problems).Code);
        }
    }

    private static List<string> Options() =>
        [.. OptionCatalog.Layers.SelectMany(static section => section.Fields.Select(name => Path(section, name))), "CircuitBreaking.Key", "CircuitBreaking.Counts", "AllowRuntimeChanges"];

    private static string Path(LayerSection section, string name) => $"{DrawnOptions.Pascal(section.Name)}.{DrawnOptions.Pascal(name)}";

    private static string Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "null";
}
