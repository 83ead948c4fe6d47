namespace Weir.Tests.Steps.Nodes;

public class NodeTests
{
    [Fact]
    public void Kind_OfEachBase_IsItsOwn()
    {
        Assert.Equal(NodeKind.Effect, new Effect().Kind);
        Assert.Equal(NodeKind.Compute, new Compute().Kind);
        Assert.Equal(NodeKind.Reducer, new Reducer().Kind);
        Assert.Equal(NodeKind.Orchestrator, new Orchestrator().Kind);
    }

    [Fact]
    public void Options_WhenNoneAreGiven_AreTheDefault() => Assert.Same(NodeOptions.Default, new Effect().Options);

    [Fact]
    public async Task RunAsync_OfANode_IsAStepOfAPipeline()
    {
        using var run = await Some.RunAsync(Pipeline.Create<int>("p").Then(new Compute()).Then("after", static x => x * 10).Build(), 4);
        Assert.Equal(50, run.Output);
        Assert.Equal("Compute", run.Steps[0].Name);
    }

    private sealed class Effect : EffectNode<int, int>
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input);
    }

    private sealed class Compute : ComputeNode<int, int>
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input + 1);
    }

    private sealed class Reducer : ReducerNode<int, int>
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input);
    }

    private sealed class Orchestrator : OrchestratorNode<int, int>
    {
        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input);
    }
}
