using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Tests.Generation.Contracts;

/// <summary>What can be wrong with the fields of a contract: each finding with its code and place.</summary>
public sealed class FieldDiagnosticsTests
{
    [Theory]
    [InlineData(ContractCodes.NotAContract, "¶- a")]
    [InlineData(ContractCodes.NotAContract, "¶just text")]
    [InlineData(YamlCodes.Empty, "¶")]
    [InlineData(YamlCodes.MissingField, "¶version: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(YamlCodes.MissingField, "¶name: NodeFooEffect\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(YamlCodes.MissingField, "¶name: NodeFooEffect\nversion: 1.0.0\ndescription: A node for tests.")]
    [InlineData(YamlCodes.MissingField, "¶name: NodeFooEffect\nversion: 1.0.0\nnode_type: effect")]
    [InlineData(YamlCodes.MissingField, "¶name: NodeFooEffect\nversion: 1.0.0\nnode_type: effect\nmetadata: {owner: me}")]
    [InlineData(ContractCodes.NodeName, "name: ¶Foo\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NodeName, "name: ¶NodeEffect\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NodeName, "name: ¶NodefooEffect\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NodeName, "name: ¶NodeFooBar\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NodeName, "name: ¶\"NodeFooEffect\\n\"\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NodeName, "name: ¶NodeA234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901Effect\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NodeName, "node_id: ¶foo_effect\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NameIsPath, "name: ¶../../x\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NameIsPath, "name: ¶/tmp/NodeFooEffect\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NameIsPath, "name: ¶C:\\NodeFooEffect\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.NameAgainstType, "name: ¶NodeFooCompute\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(YamlCodes.WrongType, "name: ¶5\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(YamlCodes.UnknownWord, "name: NodeFooEffect\nversion: 1.0.0\nnode_type: ¶Effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.Version, "name: NodeFooEffect\nversion: ¶1.0\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.Version, "name: NodeFooEffect\nversion: ¶\"1.0.x\"\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.Version, "name: NodeFooEffect\nversion: ¶1.0.9999999999\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.Version, "name: NodeFooEffect\nversion: ¶[1, 0, 0]\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(YamlCodes.OutOfRange, "name: NodeFooEffect\nversion: {major: ¶-1, minor: 0, patch: 0}\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(YamlCodes.MissingField, "name: NodeFooEffect\nversion: ¶{major: 1, minor: 0}\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(YamlCodes.UnknownField, "name: NodeFooEffect\nversion: {major: 1, minor: 0, patch: 0, ¶build: 1}\nnode_type: effect\ndescription: A node for tests.")]
    [InlineData(ContractCodes.ShortDescription, "name: NodeFooEffect\nversion: 1.0.0\nnode_type: effect\ndescription: ¶Too short")]
    [InlineData(ContractCodes.ShortDescription, "name: NodeFooEffect\nversion: 1.0.0\nnode_type: effect\nmetadata: {description: ¶short}")]
    [InlineData(YamlCodes.WrongType, "name: NodeFooEffect\nversion: 1.0.0\nnode_type: effect\ndescription: A node for tests.\nmetadata: ¶text")]
    public void Read_OfABadHeader_NamesCodeAndPlace(string code, string marked) => Sample.AssertFinding(code, marked);

    [Theory]
    [InlineData(ContractCodes.SchemaVersion, "schema_version: ¶\"2.0.0\"")]
    [InlineData(ContractCodes.SchemaVersion, "schema_version: ¶v2")]
    [InlineData(ContractCodes.SchemaVersion, "schema_version: ¶v3.0.0")]
    [InlineData(ContractCodes.SchemaVersion, "schema_version: ¶v0.1.0")]
    [InlineData(YamlCodes.UnknownField, "¶node_name: x")]
    [InlineData(YamlCodes.UnknownField, "¶capabilites: []")]
    [InlineData(YamlCodes.DuplicateKey, "¶name: NodeFooEffect")]
    [InlineData(ContractCodes.Deprecated, "¶error_handling: {}")]
    [InlineData(YamlCodes.WrongType, "capabilities: ¶{a: b}")]
    [InlineData(YamlCodes.WrongType, "capabilities: [¶a]")]
    [InlineData(YamlCodes.MissingField, "capabilities: [¶{description: b}]")]
    [InlineData(YamlCodes.UnknownField, "capabilities: [{name: b, ¶nmae: c}]")]
    [InlineData(YamlCodes.WrongType, "endpoints: ¶[a]")]
    [InlineData(YamlCodes.UnknownField, "dependencies: {¶service: []}")]
    [InlineData(YamlCodes.WrongType, "dependencies: {services: [{name: a, required: ¶maybe}]}")]
    [InlineData(YamlCodes.ListedTwice, "dependencies: {services: [{name: a}, {name: ¶a}]}")]
    [InlineData(ContractCodes.NoIdentifier, "configuration: {¶\"--\": 1}")]
    [InlineData(ContractCodes.SameClrName, "configuration: {max_size: 1, ¶maxSize: 2}")]
    [InlineData(ContractCodes.Default, "configuration: {a: {type: integer, default: ¶x}}")]
    [InlineData(ContractCodes.Default, "configuration: {a: ¶1e40}")]
    [InlineData(YamlCodes.UnknownWord, "configuration: {a: {type: ¶strin}}")]
    [InlineData(YamlCodes.UnknownField, "configuration: {a: {¶defualt: 1, type: integer}}")]
    [InlineData(ContractCodes.MixinName, "mixins: [{name: ¶EventHandler}]")]
    [InlineData(ContractCodes.MixinName, "mixins: [{name: ¶Mixin_retry}]")]
    [InlineData(ContractCodes.UnknownMixin, "mixins: [{name: ¶MixinSomething}]")]
    [InlineData(ContractCodes.MixinDependency, "mixins: [{name: ¶MixinNodeExecutor}]")]
    [InlineData(ContractCodes.MixinDependency, "mixins: [{name: ¶MixinEventDrivenNode}, {name: MixinEventHandler}, {name: MixinNodeLifecycle}, {name: MixinIntrospectionPublisher, enabled: false}]")]
    [InlineData(YamlCodes.ListedTwice, "mixins: [{name: MixinEventHandler}, {name: ¶MixinEventHandler}]")]
    [InlineData(YamlCodes.WrongType, "mixins: [¶MixinEventHandler]")]
    [InlineData(YamlCodes.WrongType, "performance_targets: {latency: ¶[1]}")]
    [InlineData(YamlCodes.UnknownField, "health_checks: {¶checks: []}")]
    [InlineData(YamlCodes.OutOfRange, "health_checks: {components: [{name: a, timeout_seconds: ¶0.05}]}")]
    [InlineData(YamlCodes.OutOfRange, "health_checks: {components: [{name: a, timeout_seconds: ¶61}]}")]
    [InlineData(YamlCodes.ListedTwice, "health_checks: {components: [{name: a}, {name: ¶a}]}")]
    [InlineData(YamlCodes.UnknownWord, "template: {variant: ¶fancy}")]
    [InlineData(ContractCodes.CustomTemplate, "template: {variant: ¶custom}")]
    [InlineData(YamlCodes.WrongType, "template: {patterns: [¶1]}")]
    [InlineData(YamlCodes.UnknownWord, "generation: {llm_tier: ¶cloud}")]
    [InlineData(YamlCodes.UnknownWord, "generation: {quality_level: ¶best}")]
    [InlineData(YamlCodes.UnknownWord, "generation: {fallback_strategy: ¶none}")]
    [InlineData(YamlCodes.OutOfRange, "generation: {max_context_size: ¶0}")]
    [InlineData(YamlCodes.WrongType, "generation: {enable_llm: ¶yes}")]
    [InlineData(YamlCodes.MissingField, "quality_gates: {gates: [¶{required: true}]}")]
    [InlineData(ContractCodes.UnknownGate, "quality_gates: {gates: [{gate: ¶securty}]}")]
    [InlineData(YamlCodes.OutOfRange, "quality_gates: {gates: [{gate: score, config: {min_score: ¶2}}]}")]
    [InlineData(YamlCodes.OutOfRange, "quality_gates: {gates: [{gate: complexity, config: {max_complexity: ¶0}}]}")]
    [InlineData(YamlCodes.UnknownField, "quality_gates: {¶fail_on_first: true}")]
    public void Read_OfABadField_NamesCodeAndPlace(string code, string marked) => Sample.AssertFinding(code, Sample.Header + marked);

    [Theory]
    [InlineData(YamlCodes.UnknownField, "¶retry: {}")]
    [InlineData(YamlCodes.OutOfRange, "circuit_breaker: {failure_threshold: ¶0}")]
    [InlineData(YamlCodes.OutOfRange, "circuit_breaker: {failure_threshold: ¶101}")]
    [InlineData(YamlCodes.OutOfRange, "circuit_breaker: {recovery_timeout_ms: ¶999}")]
    [InlineData(YamlCodes.OutOfRange, "circuit_breaker: {recovery_timeout_ms: ¶600001}")]
    [InlineData(YamlCodes.OutOfRange, "circuit_breaker: {half_open_max_calls: ¶11}")]
    [InlineData(YamlCodes.OutOfRange, "retry_policy: {max_attempts: ¶0}")]
    [InlineData(YamlCodes.OutOfRange, "retry_policy: {max_attempts: ¶11}")]
    [InlineData(YamlCodes.OutOfRange, "retry_policy: {initial_delay_ms: ¶99}")]
    [InlineData(YamlCodes.OutOfRange, "retry_policy: {max_delay_ms: ¶300001}")]
    [InlineData(YamlCodes.OutOfRange, "retry_policy: {backoff_multiplier: ¶5.01}")]
    [InlineData(ContractCodes.OptionsDisagree, "retry_policy: {initial_delay_ms: 5000, max_delay_ms: ¶1000}")]
    [InlineData(YamlCodes.OutOfRange, "retry_policy: {retryable_status_codes: [429, ¶42]}")]
    [InlineData(YamlCodes.WrongType, "retry_policy: {retryable_exceptions: ¶TimeoutException}")]
    [InlineData(YamlCodes.OutOfRange, "dead_letter_queue: {max_retries: ¶-1}")]
    [InlineData(YamlCodes.OutOfRange, "dead_letter_queue: {topic_suffix: ¶\"\"}")]
    [InlineData(YamlCodes.OutOfRange, "dead_letter_queue: {alert_threshold: ¶0}")]
    [InlineData(YamlCodes.UnknownWord, "transactions: {isolation_level: ¶READ_COMITTED}")]
    [InlineData(YamlCodes.OutOfRange, "transactions: {timeout_seconds: ¶0}")]
    [InlineData(YamlCodes.OutOfRange, "security_validation: {max_input_length: ¶0}")]
    [InlineData(ContractCodes.Pattern, "security_validation: {forbidden_patterns: [¶\"(\"]}")]
    [InlineData(YamlCodes.WrongType, "observability: {tracing: ¶sometimes}")]
    [InlineData(YamlCodes.WrongType, "circuit_breaker: ¶true")]
    public void Read_OfABadFeature_NamesCodeAndPlace(string code, string marked)
    {
        Sample.AssertFinding(code, Sample.Header + "advanced_features:\n  " + marked);
    }

    [Theory]
    [InlineData(YamlCodes.UnknownField, "¶fms: {}")]
    [InlineData(ContractCodes.UnknownState, "fsm: {states: [open, closed], transitions: [[open, ¶close]]}")]
    [InlineData(ContractCodes.UnknownState, "fsm: {states: [open, closed], transitions: [[¶x, closed]]}")]
    [InlineData(YamlCodes.ListedTwice, "fsm: {states: [open, ¶open]}")]
    [InlineData(YamlCodes.MissingField, "fsm: ¶{transitions: []}")]
    [InlineData(YamlCodes.OutOfRange, "fsm: {states: ¶[]}")]
    [InlineData(ContractCodes.TransitionForm, "fsm: {states: [a], transitions: [¶[a]]}")]
    [InlineData(ContractCodes.TransitionForm, "fsm: {states: [a], transitions: [¶{from: a, to: a}]}")]
    [InlineData(ContractCodes.RepeatedTransition, "fsm: {states: [a], transitions: [[a, a], ¶[a, a]]}")]
    [InlineData(ContractCodes.UnknownState, "fsm: {states: [a], transitions: [[a, a]], final_states: [¶b]}")]
    [InlineData(ContractCodes.OptionsDisagree, "fsm: {states: [a], transitions: [[a, a]], final_states: [¶a]}")]
    [InlineData(ContractCodes.UnreachableState, "fsm: {states: [a, ¶b], transitions: [[a, a], [b, a]]}")]
    [InlineData(ContractCodes.StateWithoutExit, "fsm: {states: [a, ¶b], transitions: [[a, b]]}")]
    [InlineData(ContractCodes.UnknownStrategy, "routing: {routes: [a], routing_strategy: ¶round_robbin}")]
    [InlineData(ContractCodes.UnknownAggregation, "aggregation: {aggregation_type: ¶summ}")]
    [InlineData(ContractCodes.NoEffect, "routing: {routing_strategy: ¶hash}")]
    [InlineData(ContractCodes.NoEffect, "state_management: ¶{persistence: redis}")]
    [InlineData(ContractCodes.NoEffect, "event_type: ¶{consumed_events: []}")]
    [InlineData(YamlCodes.ListedTwice, "event_type: {consumed_events: [a, ¶a]}")]
    [InlineData(YamlCodes.ListedTwice, "state_management: {tracked_state: [a, ¶a]}")]
    [InlineData(YamlCodes.ListedTwice, "routing: {routes: [a, b, ¶a]}")]
    [InlineData(YamlCodes.WrongType, "routing: {routes: [¶{name: a}]}")]
    [InlineData(YamlCodes.UnknownWord, "state_management: {persistence: ¶disk}")]
    [InlineData(YamlCodes.OutOfRange, "aggregation: {window_size_ms: ¶0}")]
    [InlineData(YamlCodes.WrongType, "event_type: {consumed_events: ¶a}")]
    [InlineData(YamlCodes.WrongType, "effect: {operations: [¶5]}")]
    public void Read_OfABadSubcontract_NamesCodeAndPlace(string code, string marked)
    {
        Sample.AssertFinding(code, Sample.Header + "subcontracts:\n  " + marked);
    }

    [Theory]
    [InlineData(ContractCodes.NoIdentifier, "io_operations: [{name: ¶\"!!\"}]")]
    [InlineData(YamlCodes.ListedTwice, "io_operations: [{name: a}, {name: ¶a}]")]
    [InlineData(ContractCodes.SameClrName, "io_operations: [{name: get_it}, {name: ¶getIt}]")]
    [InlineData(YamlCodes.MissingField, "io_operations: [¶{description: x}]")]
    [InlineData(YamlCodes.UnknownField, "io_operations: [{name: a, ¶input: B}]")]
    [InlineData(ContractCodes.UnknownModel, "io_operations: [{name: a, input_model: ¶Order}]\ndefinitions: {Ordre: {properties: {}}}")]
    [InlineData(ContractCodes.UnknownModel, "io_operations: [{name: a, output_model: ¶output_state}]")]
    [InlineData(ContractCodes.ModelIsNoObject, "io_operations: [{name: a, input_model: ¶Id}]\ndefinitions: {Id: {type: string}}")]
    [InlineData(ContractCodes.ModelIsNoObject, "io_operations: [{name: a, input_model: ¶Color}]\ndefinitions: {Color: {enum: [red]}}")]
    [InlineData(ContractCodes.ModelIsNoObject, "io_operations: [{name: a, output_model: ¶All}]\ndefinitions: {All: {items: {type: string}}}")]
    [InlineData(ContractCodes.EmptyModel, "io_operations: [{name: a, input_model: Free}]\ndefinitions: {¶Free: {type: object}}")]
    [InlineData(ContractCodes.EmptyModel, "¶input_state: {}")]
    [InlineData(ContractCodes.ModelIsNoObject, "¶input_state: {type: string}")]
    public void Read_OfABadOperation_NamesCodeAndPlace(string code, string marked) => Sample.AssertFinding(code, Sample.Header + marked);

    [Fact]
    public void Read_OfAnUnknownName_NamesTheNearest()
    {
        Assert.Contains("did you mean 'capabilities'?", Assert.Single(Sample.Errors("capabilites: []")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'Order'?", Assert.Single(Sample.Errors("io_operations: [{name: a, input_model: Ordr}]\ndefinitions: {Order: {properties: {}}}")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'closed'?", Assert.Single(Sample.Errors("subcontracts: {fsm: {states: [closed], transitions: [[closd, closed]]}}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfARange_NamesOptionValueAndRange()
    {
        var message = Assert.Single(Sample.Errors("advanced_features: {retry_policy: {max_attempts: 11}}")).Message;

        Assert.Equal("'max_attempts' of retry_policy must be a whole number from 1 to 10, and it is '11'.", message);
    }

    [Fact]
    public void Read_OfManyMistakes_ReportsAllInTheOrderOfTheFile()
    {
        const string text = """
            name: NodeFooEffect
            version: x
            node_type: efect
            description: short
            capabilites: []
            definitions:
              A: {type: strin}
            io_operations:
              - {name: a, input_model: B}
            """;

        var places = ContractReader.Read(text, Sample.File).Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Position.Line));

        Assert.Equal(
            [
                (ContractCodes.Version, 2), (YamlCodes.UnknownWord, 3), (ContractCodes.ShortDescription, 4), (YamlCodes.UnknownField, 5),
                (ContractCodes.UnknownType, 7), (ContractCodes.UnknownModel, 9),
            ],
            places);
    }
}
