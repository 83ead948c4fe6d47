using Weir.Generation.Contracts;
using Weir.Generation.Validation.Compliance;

namespace Weir.Tests.Generation.Validation.Compliance;

public class NodeContractTests
{
    private const string Models = "record Money(long Cents);\nrecord Receipt(long Total);\n";

    private static readonly ComplianceValidator Validator = new();

    private static readonly Contract Contract = GeneratedCode.Read(GeneratedCode.Yaml("""
        definitions:
          Money: { type: object, required: [cents], properties: { cents: { type: integer } } }
          Receipt: { type: object, required: [total], properties: { total: { type: integer } } }
        io_operations:
          - { name: charge, input_model: Money, output_model: Receipt }
        """));

    [Theory]
    [InlineData("abstract class PriceCompute : ComputeNode<int, int> { }")]
    [InlineData("abstract class PriceComputeBase : ComputeNode<int, int> { }")]
    [InlineData("abstract class ¤Price : ComputeNode<int, int> { }")]
    [InlineData("abstract class ¤PriceEffect : ComputeNode<int, int> { }")]
    [InlineData("abstract class ¤PriceNode : EffectNode<int, int> { }")]
    [InlineData("abstract class ¤PriceCompute : ReducerNode<int, int> { }")]
    [InlineData("abstract class RouteOrchestrator : OrchestratorNode<int, int> { }")]
    [InlineData("abstract class PriceBase : ComputeNode<int, int> { }\nsealed class ¤FinalBase : PriceBase { }")]
    [InlineData("abstract class OtherBase { }\nclass Price : OtherBase { }")]
    public void Name_EndsInTheKind(string marked) => MarkedCode.Finds(Validator, "compliance/node-name", marked);

    [Theory]
    [InlineData("class ¤NodeOtherEffect : EffectNode<int, int> { }")]
    [InlineData("class NodeSampleEffect : EffectNode<int, int> { }")]
    [InlineData("class NodeSampleEffect : EffectNode<int, int> { }\nclass NodeInnerEffect : EffectNode<int, int> { }")]
    [InlineData("class Nothing { }")]
    public void Name_IsThatOfTheContract(string marked) => MarkedCode.Finds(Validator, "compliance/node-name", marked, Contract);

    [Theory]
    [InlineData("class NodeSampleEffect : EffectNode<int, int> { }")]
    [InlineData("abstract class SampleBase : EffectNode<int, int> { }\nclass NodeSampleEffect : SampleBase { }")]
    [InlineData("class ¤NodeSampleEffect { }")]
    [InlineData("class ¤NodeSampleEffect : ComputeNode<int, int> { }")]
    [InlineData("class ¤NodeSampleEffect : EffectNode { }\nclass EffectNode { }")]
    [InlineData("class NodeOtherEffect { }")]
    public void Base_IsTheKindOfTheContract(string marked) => MarkedCode.Finds(Validator, "compliance/node-base", marked, Contract);

    [Theory]
    [InlineData("public ValueTask<Receipt> ChargeAsync(Money input, StepContext context) => throw new NotSupportedException();")]
    [InlineData("public Task<Receipt> ChargeAsync(Money input, StepContext context) => throw new NotSupportedException();")]
    [InlineData("public async ValueTask<Receipt> Charge(Money input, StepContext context) => throw new NotSupportedException();")]
    [InlineData("public ValueTask<Receipt> ¤ChargeAsync(Receipt input, StepContext context) => throw new NotSupportedException();")]
    [InlineData("public ValueTask<Receipt> ¤ChargeAsync() => throw new NotSupportedException();")]
    [InlineData("public ValueTask<Money> ¤ChargeAsync(Money input, StepContext context) => throw new NotSupportedException();")]
    [InlineData("public ValueTask ¤ChargeAsync(Money input, StepContext context) => throw new NotSupportedException();")]
    [InlineData("public Receipt ¤ChargeAsync(Money input, StepContext context) => throw new NotSupportedException();")]
    [InlineData("public async void ¤ChargeAsync(Money input, StepContext context) => throw new NotSupportedException();")]
    [InlineData("public void Other() { }")]
    public void Operation_TakesAndGivesWhatTheContractSays(string member) =>
        MarkedCode.Finds(Validator, "compliance/operation", Models + "abstract class NodeSampleEffect : EffectNode<int, int> { " + member + " }", Contract);

    [Fact]
    public void Operation_OfTheBase_IsJudgedToo() => MarkedCode.Finds(
        Validator,
        "compliance/operation",
        Models + "abstract class SampleBase : EffectNode<int, int> { protected abstract ValueTask<Money> ¤ChargeAsync(Money input, StepContext context); }\nabstract class NodeSampleEffect : SampleBase { }",
        Contract);

    [Fact]
    public void Setting_IsRead() => MarkedCode.Finds(Validator, "compliance/unread-setting", """
        class PriceSettings
        {
            public int ¤Unread { get; set; }
            public int ¤Written { get; set; }
            public int Read { get; set; }
            public int Matched { get; set; }
            public int Summed { get; set; }
            public int Sum => Summed;
            public static int Shared { get; set; }
        }
        class PriceCompute : ComputeNode<int, int>
        {
            private readonly PriceSettings _settings = new() { Written = 1 };
            public override ValueTask<int> RunAsync(int input, StepContext context)
            {
                _settings.Written = 2;
                return new(_settings is { Matched: 1 } ? _settings.Read : nameof(_settings.Unread).Length);
            }
        }
        """);

    [Theory]
    [InlineData("class PriceCompute(PriceOptions options) : ComputeNode<int, int> { public override ValueTask<int> RunAsync(int input, StepContext context) => new(options.Read); }", true)]
    [InlineData("class PriceCompute : ComputeNode<int, int> { public PriceOptions? Options { get; } public override ValueTask<int> RunAsync(int input, StepContext context) => new(Options?.Read ?? 0); }", true)]
    [InlineData("class PriceCompute : ComputeNode<int, int> { public PriceOptions? Options { get; } public override ValueTask<int> RunAsync(int input, StepContext context) => throw new OperationNotImplementedException(\"a\", \"b\"); }", false)]
    [InlineData("class PriceCompute : ComputeNode<int, int> { public PriceOptions? Options { get; } public override string ToString() => \"\"; public int Half(int x) => x / 2; public override ValueTask<int> RunAsync(int input, StepContext context) => throw new OperationNotImplementedException(\"a\", \"b\"); }", false)]
    [InlineData("class Other { public PriceOptions? Options { get; } int Run() => 1; }", false)]
    [InlineData("abstract class PriceBase : ComputeNode<int, int> { public PriceOptions? Options { get; } int Run() => 1; }\nclass PriceCompute : PriceBase { public override ValueTask<int> RunAsync(int input, StepContext context) => throw new OperationNotImplementedException(\"a\", \"b\"); }", false)]
    [InlineData("abstract class PriceBase : ComputeNode<int, int> { public PriceOptions? Options { get; } int Run() => Options?.Read ?? 1; }\nclass PriceCompute : PriceBase { public override ValueTask<int> RunAsync(int input, StepContext context) => new(1); }", true)]
    public void Setting_OfANodeWithBodies_IsAskedFor(string node, bool isAsked) =>
        MarkedCode.Finds(Validator, "compliance/unread-setting", $"record PriceOptions(int Read, int {(isAsked ? "¤" : "")}Unread);\n{node}");
}
