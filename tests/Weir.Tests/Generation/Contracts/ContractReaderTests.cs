using System.Text;
using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Tests.Generation.Contracts;

public sealed class ContractReaderTests
{
    [Fact]
    public void Read_OfTheRequiredFields_FillsInTheDefaults()
    {
        var contract = Sample.Read("");

        Assert.Equal(("NodeFooEffect", NodeKind.Effect, "v2.0.0", "1.0.0"), (contract.Name, contract.Kind, contract.SchemaVersion, contract.Version.ToString()));
        Assert.Equal((Sample.File, Sample.Header), (contract.File, contract.Text));
        Assert.Same(NodeOptions.Default, contract.Features);
        var operation = Assert.Single(contract.Operations);
        Assert.Equal(("execute", "Execute", "ExecuteInput", "ExecuteOutput"), (operation.Name, operation.ClrName, operation.Input, operation.Output));
        Assert.Equal(["ExecuteInput", "ExecuteOutput"], contract.Types.Select(type => type.Name));
        Assert.Empty(contract.Warnings);
    }

    [Theory]
    [InlineData("version: 1.2.3")]
    [InlineData("version: v1_2_3")]
    [InlineData("version: \"1.2.3\"")]
    [InlineData("version: {major: 1, minor: 2, patch: 3}")]
    public void Read_OfAVersion_TakesEveryForm(string version)
    {
        var contract = Sample.ReadWhole($"name: NodeFooReducer\n{version}\nnode_type: reducer\ndescription: A node for tests.");

        Assert.Equal(new ContractVersion(1, 2, 3), contract.Version);
    }

    [Fact]
    public void Read_OfNodeIdAndMetadata_TakesThemForNameAndDescription()
    {
        var contract = Sample.ReadWhole("node_id: NodeFooOrchestrator\nversion: 1.0.0\nnode_type: orchestrator\nmetadata: {description: A node for tests., owner: me}");

        Assert.Equal(("NodeFooOrchestrator", NodeKind.Orchestrator, "A node for tests."), (contract.Name, contract.Kind, contract.Description));
        Assert.Equal([new ContractNote("metadata", "owner", "me")], contract.Notes);
    }

    [Fact]
    public void Read_OfStates_MakesThemTheModelsOfOperationsWithoutOnes()
    {
        var contract = Sample.Read("""
            input_state: {properties: {a: {type: string}}}
            output_state: {properties: {b: {type: string}}}
            definitions: {order_line: {properties: {}}}
            io_operations:
              - {name: one}
              - {name: two, input_model: input_state, output_model: OutputState}
              - {name: three, input_model: order_line, output_model: "#/definitions/order_line"}
              - {name: four, input_model: OrderLine}
            """);

        Assert.Equal(
            [("One", "InputState", "OutputState"), ("Two", "InputState", "OutputState"), ("Three", "OrderLine", "OrderLine"), ("Four", "OrderLine", "OutputState")],
            contract.Operations.Select(operation => (operation.ClrName, operation.Input, operation.Output)));
        Assert.Equal(["OrderLine", "InputState", "OutputState"], contract.Types.Select(type => type.Name));
    }

    [Fact]
    public void Read_OfAStateThatRefersToADefinition_TakesTheDefinition()
    {
        var contract = Sample.Read("input_state: {$ref: \"#/definitions/Order\"}\ndefinitions: {Order: {properties: {}}}");

        Assert.Equal("Order", contract.Operations[0].Input);
    }

    [Fact]
    public void Read_OfOperationsOfTheEffect_AddsThoseThatAreNew()
    {
        var contract = Sample.Read("""
            io_operations: [{name: create}]
            subcontracts: {effect: {operations: [create, delete, {name: update, description: Updates it.}, {name: delete}]}}
            """);

        Assert.Equal(["Create", "Delete", "Update"], contract.Operations.Select(operation => operation.ClrName));
    }

    [Fact]
    public void Read_OfAModelWithoutProperties_MakesAnEmptyRecordOfItAndWarns()
    {
        var contract = Sample.Read("""
            definitions:
              Free: {type: object, description: Anything.}
              Holder: {properties: {free: {$ref: "#/definitions/Free"}}}
            io_operations: [{name: a, input_model: Free, output_model: Free}]
            """);

        Assert.Empty(contract.Record("Free").Fields);
        Assert.Equal("Anything.", contract.Record("Free").Description);
        Assert.Equal(new JsonSchema { MustBeObject = true }, contract.Field("Holder", "free").Type);
        Assert.Equal(ContractCodes.EmptyModel, Assert.Single(contract.Warnings).Code);
    }

    [Fact]
    public void Read_OfFeatures_FillsTheOptions()
    {
        var features = Sample.Read("""
            advanced_features:
              circuit_breaker: {failure_threshold: 7, recovery_timeout_ms: 2000, half_open_max_calls: 2, services: [db]}
              retry_policy: {enabled: false, max_attempts: 4, initial_delay_ms: 200, max_delay_ms: 2000, backoff_multiplier: 1.5, retryable_exceptions: [TimeoutException], retryable_status_codes: [503]}
              dead_letter_queue: {max_retries: 0, topic_suffix: .dead, retry_delay_ms: 10, alert_threshold: 2}
              transactions: {isolation_level: SERIALIZABLE, timeout_seconds: 1.5, rollback_on_error: false, savepoints: false}
              security_validation: {sanitize_inputs: false, sanitize_logs: false, validate_sql: false, max_input_length: 9, forbidden_patterns: ["<script"], redact_fields: [password]}
              observability: {tracing: false, metrics: {enabled: false, port: 9090}, logging: true}
            """).Features;

        Assert.Equal((true, 7, TimeSpan.FromSeconds(2), 2), (features.CircuitBreaker.Enabled, features.CircuitBreaker.FailureThreshold, features.CircuitBreaker.RecoveryTimeout, features.CircuitBreaker.HalfOpenMaxCalls));
        Assert.Equal(["db"], features.CircuitBreaker.Services);
        Assert.Equal((false, 4, 200.0, 2000.0, 1.5m), (features.Retry.Enabled, features.Retry.MaxAttempts, features.Retry.InitialDelay.TotalMilliseconds, features.Retry.MaxDelay.TotalMilliseconds, features.Retry.BackoffMultiplier));
        Assert.Equal([503], features.Retry.RetryableStatusCodes);
        Assert.Equal((true, 0, ".dead", 10.0, 2), (features.DeadLetterQueue.Enabled, features.DeadLetterQueue.MaxRetries, features.DeadLetterQueue.TopicSuffix, features.DeadLetterQueue.RetryDelay.TotalMilliseconds, features.DeadLetterQueue.AlertThreshold));
        Assert.Equal((true, System.Data.IsolationLevel.Serializable, 1.5, false, false), (features.Transactions.Enabled, features.Transactions.IsolationLevel, features.Transactions.Timeout.TotalSeconds, features.Transactions.RollbackOnError, features.Transactions.Savepoints));
        Assert.Equal((true, false, false, false, 9), (features.Security.Enabled, features.Security.SanitizeInputs, features.Security.SanitizeLogs, features.Security.ValidateSql, features.Security.MaxInputLength));
        Assert.Equal(["<script"], features.Security.ForbiddenPatterns);
        Assert.Equal(["password"], features.Security.RedactFields);
        Assert.Equal((true, false, false, true), (features.Observability.Enabled, features.Observability.Tracing, features.Observability.Metrics, features.Observability.Logging));
    }

    [Fact]
    public void Read_OfConfiguration_TakesTypeFromTypeOrDefault()
    {
        var settings = Sample.Read("""
            configuration:
              max_size: {default: 5, description: How many.}
              ratio: 0.5
              url: {type: string, env: APP_URL}
              flags: [a, b]
              nothing: {}
              limits: {type: object, default: {a: 1}}
              share: {type: number, default: 2}
              Equals: true
            """).Configuration;

        Assert.Equal(
            [
                ("MaxSize", "5", true), ("Ratio", "0.5", false), ("Url", null, false), ("Flags", "[\"a\",\"b\"]", false), ("Nothing", null, false),
                ("Limits", "{\"a\":1}", false), ("Share", "2", false), ("EqualsValue", "true", false),
            ],
            settings.Select(setting => (setting.ClrName, setting.DefaultJson, setting.Type is NumberSchema { IsInteger: true })));
        Assert.Equal("How many.", settings[0].Description);
        Assert.IsType<StringSchema>(settings[2].Type);
        Assert.Equal(new JsonSchema(), settings[3].Type);
    }

    [Fact]
    public void Read_OfTheOtherParts_TakesThem()
    {
        var contract = Sample.Read("""
            capabilities: [{name: a, description: b}]
            dependencies: {services: [{name: db, description: c}, {name: cache, required: false}]}
            mixins: [{name: MixinEventHandler, enabled: false, config: {retries: 3}}]
            health_checks: {components: [{name: main db, timeout_seconds: 0.1}, {name: main-db, critical: false}, {name: "--"}]}
            subcontracts:
              fsm: {states: [open, in progress, "!"], transitions: [[open, in progress]]}
              routing: {routing_strategy: round_robin, routes: [x, y]}
            """);

        Assert.Equal([new NamedText("a", "b")], contract.Capabilities);
        Assert.Equal([new ContractService("db", true, "c"), new ContractService("cache", false, "")], contract.Services);
        Assert.Equal([new ContractMixin("MixinEventHandler", false, "{\"retries\":3}")], contract.Mixins);
        Assert.Equal(
            [
                new("main db", "MainDb", true, TimeSpan.FromSeconds(0.1)),
                new("main-db", "MainDb2", false, TimeSpan.FromSeconds(5)),
                new("--", "Component3", true, TimeSpan.FromSeconds(5)),
                new("db", "Db", true, TimeSpan.FromSeconds(5)),
                new ContractHealthCheck("cache", "Cache", false, TimeSpan.FromSeconds(5)),
            ],
            contract.HealthChecks);
        Assert.Equal([new("open", "Open"), new("in progress", "InProgress"), new EnumMember("!", "Value3")], contract.StateMachine!.States);
        Assert.Equal([new StateTransition("open", "in progress")], contract.StateMachine.Transitions);
        Assert.Equal(["x", "y"], contract.Routes);
        Assert.Equal([new ContractNote("routing", "routing_strategy", "round_robin")], contract.Notes);
    }

    [Fact]
    public void Read_OfTextOfAnyKind_PassesItThrough()
    {
        const string text = "\"quotes\" 'and' {{braces}} \\ back\u202E $ \" */ \n lines";
        var contract = Sample.Read($"capabilities: [{{name: a, description: {System.Text.Json.JsonSerializer.Serialize(text)}}}]");

        Assert.Equal(text, contract.Capabilities[0].Description);
    }

    [Fact]
    public void Read_OfBytes_IsTheSameAsOfText()
    {
        var reading = ContractReader.Read(Encoding.UTF8.GetBytes(Sample.Header), Sample.File);

        Assert.Equal(Sample.Header, reading.Contract?.Text);
    }

    [Theory]
    [InlineData("name: NodeFooEffect\nother: [", "NodeFooEffect", 1)]
    [InlineData("version: {name: x}\nnode_id: NodeFooEffect", "NodeFooEffect", 2)]
    public void PeekName_FindsTheNameAndItsPlace(string text, string name, int line)
    {
        var found = ContractReader.PeekName(text, Sample.File);

        Assert.Equal((name, line), (found?.Name, found?.Position.Line));
        Assert.Equal(found, ContractReader.PeekName(Encoding.UTF8.GetBytes(text), Sample.File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name: 5")]
    [InlineData("[[[")]
    [InlineData("x: 1")]
    public void PeekName_WithoutAName_IsNull(string text)
    {
        Assert.Null(ContractReader.PeekName(text, Sample.File));
    }
}
