using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir.Tests.Generation;

/// <summary>Contracts that are legal and odd, one for each seed: every keyword, names that collide with everything but each other.</summary>
internal sealed class RandomContract
{
    private static readonly string[] Names =
    [
        "id", "class", "Task", "string", "Models", "value", "Equals", "GetType", "$ref", "weird name", "date-time", "async", "Json", "a.b", "日本", "quote\"d",
        "it's", "{{x}}", "System", "Weir", "List", "event", "operation", "input", "Exception", "Violation", "path", "problems", "v1", "Rules", "1st", "Sample",
        "Object", "Attribute", "Type", "Step", "Node", "record", "dynamic", "nameof", "field", "*/ x", "line\nbreak", "\u202Emark", "zero\u200Bwidth", "</summary>y", "#if z",
    ];

    private static readonly string[] Texts = ["plain", "two\nlines", "*/ </summary>", "{{x}} {y}", "\"quoted\" \\ back", "\u202e rtl", "<a> & b", "", "@\"x\"",
        "#if x\n#line 1", "a\u0085b\u2028c\u2029d\re", "\u2066x\u2069\u200B\uFEFF", "{{{x}}} {{#each}}", "/* // ///", "<script>", "$\"{x}\" \"\"\"", "\u001B[31m",
    ];

    private static readonly string[] Patterns = ["^[a-z]{2,5}$", "^[A-Z]{2}-\\d{3,}$", "^(a|bb|ccc)+$", "x", "^\\p{Lu}\\w*$", "^[^\\s@]+@[a-z]+\\.[a-z]{2,}$", "^.{0,7}$"];

    private readonly Random _random;
    private readonly List<string> _models = [];
    private readonly List<string> _enums = [];

    private RandomContract(int seed) => _random = new Random(seed);

    public static string Write(int seed)
    {
        var contract = new RandomContract(seed);
        return contract.Write();
    }

    private string Write()
    {
        var kind = Pick(["effect", "compute", "reducer", "orchestrator"]);
        var title = char.ToUpperInvariant(kind[0]) + kind[1..];
        var yaml = new StringBuilder();
        yaml.AppendLine("schema_version: v2.0.0");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"name: Node{Pick(["Odd", "Task", "Health", "Json", "Models", "X1"])}{title}");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"node_type: {kind}");
        yaml.AppendLine("version: { major: 1, minor: 0, patch: 0 }");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"description: {Quote("A random contract: " + Pick(Texts))}");
        _models.AddRange(Distinct(_random.Next(1, 7)));
        _enums.AddRange(_models.Where(_ => _random.Next(4) == 0).Skip(1));
        yaml.AppendLine("definitions:");
        foreach (var model in _models)
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  {Quote(model)}: {(_enums.Contains(model) ? Enumeration() : Record(model, 0))}");
        }

        yaml.AppendLine("io_operations:");
        var records = _models.Except(_enums).ToArray();
        foreach (var operation in Distinct(_random.Next(1, 5)))
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - {{ name: {Quote(operation)}, description: {Quote(Pick(Texts))}, input_model: {Quote(Pick(records))}, output_model: {Quote(Pick(records))} }}");
        }

        if (_random.Next(2) == 0)
        {
            yaml.AppendLine("configuration:");
            foreach (var setting in Distinct(_random.Next(1, 5)))
            {
                yaml.AppendLine(CultureInfo.InvariantCulture, $"  {Quote(setting)}: {{ default: {Pick(["1", "1.5", "true", "text", "[1, a]", "{a: 1}", "\"2026-01-02\""])}, description: {Quote(Pick(Texts))} }}");
            }
        }

        if (_random.Next(2) == 0)
        {
            var states = Distinct(3);
            yaml.AppendLine(CultureInfo.InvariantCulture, $"subcontracts: {{ fsm: {{ states: [{string.Join(", ", states.Select(Quote))}], transitions: [[{Quote(states[0])}, {Quote(states[2])}]] }}, routing: {{ routing_strategy: {Pick(["round_robin", "random", "hash", "first", "name"])}, routes: [{Quote(states[1])}, {Quote(states[2])}] }}, {Subcontracts(states)} }}");
            yaml.AppendLine("mixins: [{ name: MixinNodeLifecycle }, { name: MixinNodeIntrospection }, { name: MixinEventListener }, { name: MixinMetrics }]");
            yaml.AppendLine(CultureInfo.InvariantCulture, $"endpoints: {{ {Quote(states[0])}: {Quote(Pick(Texts))}, {Quote(states[1])}: {{ port: 1 }} }}");
            yaml.AppendLine(CultureInfo.InvariantCulture, $"performance_targets: {{ {Quote(states[1])}: {_random.Next(1, 9)}.5, {Quote(states[2])}: {Quote(Pick(Texts))} }}");
            yaml.AppendLine(CultureInfo.InvariantCulture, $"metadata: {{ {Quote(states[2])}: {Quote(Pick(Texts))} }}");
            yaml.AppendLine(CultureInfo.InvariantCulture, $"health_checks: {{ components: [{{ name: {Quote(states[0])}, critical: false, timeout_seconds: 0.25 }}] }}");
            yaml.AppendLine("advanced_features: { retry_policy: { max_attempts: 4, backoff_multiplier: 1.5 }, circuit_breaker: { services: [a, b] } }");
        }
        else
        {
            yaml.Append(Features());
        }

        return yaml.ToString();
    }

    private string Subcontracts(string[] names) =>
        $"aggregation: {{ aggregation_type: {Pick(["sum", "count", "avg", "min", "max", "first", "last", "list"])}, window_size_ms: {_random.Next(1, 100_000)} }}, "
        + $"state_management: {{ persistence: {Pick(["memory", "redis"])}, tracked_state: [{string.Join(", ", names.Select(Quote))}] }}, "
        + $"event_type: {{ consumed_events: [{Quote(names[0])}], produced_events: [{Quote(names[1])}, {Quote(names[0])}] }}";

    private string Features()
    {
        string[] all =
        [
            $"  retry_policy: {{ max_attempts: {_random.Next(1, 5)}, max_delay_ms: 2000, retryable_exceptions: {Pick(["[]", "[TimeoutException]", "[Exception]"])}, retryable_status_codes: {Pick(["[]", "[503]", "[404, 400]"])} }}",
            $"  circuit_breaker: {{ failure_threshold: {_random.Next(1, 5)}, half_open_max_calls: {_random.Next(1, 4)} }}",
            $"  dead_letter_queue: {{ max_retries: {_random.Next(4)}, retry_delay_ms: {_random.Next(900)}, topic_suffix: {Quote(Pick(Names))} }}",
            $"  transactions: {{ isolation_level: SNAPSHOT, timeout_seconds: 0.5, rollback_on_error: {Pick(["true", "false"])} }}",
            $"  security_validation: {{ max_input_length: {_random.Next(1, 60)}, forbidden_patterns: [{Quote(Pick(Patterns))}], redact_fields: [{Quote(Pick(Names))}] }}",
            $"  observability: {{ tracing: {Pick(["true", "false"])}, metrics: {Pick(["true", "false"])} }}",
        ];
        return "advanced_features:\n" + string.Join('\n', all.Where(_ => _random.Next(2) == 0).Append("  observability: { logging: true }").DistinctBy(static line => line.TrimStart().Split(':')[0])) + "\n";
    }

    private string Record(string self, int depth)
    {
        var fields = Distinct(_random.Next(1, 7));
        var required = fields.Where(_ => _random.Next(2) == 0).ToArray();
        var properties = fields.Select(field => $"{Quote(field)}: {Schema(self, required.Contains(field), depth)}");
        var closed = _random.Next(2) == 0 ? "additionalProperties: false, " : "";
        return $"{{ type: object, description: {Quote(Pick(Texts))}, {closed}required: [{string.Join(", ", required.Select(Quote))}], properties: {{ {string.Join(", ", properties)} }} }}";
    }

    private string Schema(string self, bool required, int depth) => _random.Next(depth > 2 ? 9 : 13) switch
    {
        0 => $"{{ type: string, minLength: {_random.Next(3)}, maxLength: {_random.Next(3, 300)} }}",
        1 => $"{{ type: string, pattern: {Quote(Pick(Patterns))} }}",
        2 => $"{{ type: string, format: {Pick(["date-time", "date", "uuid", "email", "uri"])} }}",
        3 => $"{{ type: string, default: {Quote(Pick(Texts))}, description: {Quote(Pick(Texts))} }}",
        4 => $"{{ type: integer, minimum: {_random.Next(-5, 5)}, exclusiveMaximum: {_random.Next(7, 900)} }}",
        5 => $"{{ type: number, exclusiveMinimum: {_random.Next(-5, 5)}.25, maximum: {_random.Next(7, 900)}.5, default: 6.75 }}",
        6 => "{ type: integer, enum: [3, 1, 2], default: 2 }",
        7 => "{ type: boolean, default: true }",
        8 => Pick(["{}", "{ type: object }", "{ type: array }"]),
        9 => Enumeration(),
        10 => $"{{ type: array, minItems: {_random.Next(3)}, maxItems: {_random.Next(3, 9)}, items: {Schema(self, required, depth + 1)} }}",
        11 => Record(self, depth + 1),
        _ => Reference(self, required),
    };

    // A required reference leads to a later model only, so that no model requires itself.
    private string Reference(string self, bool required)
    {
        var candidates = required ? _models.Skip(_models.IndexOf(self) + 1).ToArray() : [.. _models];
        return candidates.Length == 0 ? "{ type: boolean }" : $"{{ $ref: {Quote("#/definitions/" + Pick(candidates))} }}";
    }

    private string Enumeration() => $"{{ type: string, enum: [{string.Join(", ", Distinct(_random.Next(1, 6)).Select(Quote))}] }}";

    // Names that stay different when they have become C# names.
    private string[] Distinct(int count)
    {
        var names = Names.OrderBy(_ => _random.Next()).DistinctBy(name => Weir.Generation.Contracts.Naming.ToPascalCase(name)).Take(count).ToArray();
        return names;
    }

    private string Pick(string[] items) => items[_random.Next(items.Length)];

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
