using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Features;

/// <summary>What a pipeline makes of a node's options when it is built.</summary>
public class NodeFeaturesTests
{
    private static readonly NodeOptions Everything = new()
    {
        CircuitBreaker = new() { Enabled = true },
        Retry = new() { Enabled = true },
        DeadLetterQueue = new() { Enabled = true },
        Transactions = new() { Enabled = true },
        Security = new() { Enabled = true },
        Observability = new() { Enabled = true },
    };

    [Fact]
    public void Build_OfANodeThatAsksForNothing_IsThatOfAnyStep()
    {
        var described = Pipeline.Create<Order>("p").Then(new OrderNode(NodeOptions.Default)).Build().Describe();
        Assert.Empty(described.Steps[0].Options);
        Assert.Null(new OrderNode(new() { Observability = new() { Tracing = true } }).Traits);
    }

    [Fact]
    public void Build_OfANodeThatAsksForEverything_DescribesIt()
    {
        var described = Pipeline.Create<Order>("p").Then(new OrderNode(Everything)).Build().Describe();
        Assert.Equal(
            ["attempts", "time-out of an attempt", "layer 'node: observability, security, dead letters'", "layer 'node: circuit breaker, transaction'"],
            described.Steps[0].Options.Select(static option => option.Key));
    }

    [Fact]
    public async Task Run_OfANodeThatAsksForEverything_GivesItsValue()
    {
        var node = new OrderNode(Everything, static (_, context) => context.Attempt < 3 ? OrderNode.Throw(Some.Failure()) : new("done")) { Transactions = new RecordedTransactions() };
        using var run = await OrderNode.RunAsync(node);
        Assert.Equal(("done", 3), (run.Output, run.Steps[0].Attempts));
        Assert.Equal("shop/Orders", run.Steps[0].Path);
    }

    [Fact]
    public async Task Run_InAWorkflowAndOnItems_DoesTheSame()
    {
        var options = new NodeOptions { DeadLetterQueue = new() { Enabled = true, MaxRetries = 0 } };
        var letters = new InMemoryDeadLetters();
        var node = new OrderNode(options, static (order, _) => order.Customer == "Eve" ? OrderNode.Throw(Some.Failure()) : new("done")) { DeadLetterSink = letters };
        var map = Pipeline.Create<IReadOnlyList<Order>>("all").Map("each", static orders => orders, node).Build();
        using var run = await Some.RunAsync(map, [Order.Of("Ada"), Order.Of("Eve")]);
        Assert.Equal((RunStatus.Failed, 1L), (run.Status, letters.Count));

        var workflow = Workflow.Create("w");
        var stage = workflow.AddStage("s");
        var order = stage.AddStep("order", static _ => new ValueTask<Order>(Order.Of("Eve")));
        stage.AddStep("store", order, node);
        using var whole = await Some.RunAsync(workflow.Build());
        Assert.Equal((RunStatus.Failed, 2L), (whole.Status, letters.Count));
    }

    [Fact]
    public async Task Run_OfANodeFromTheServices_SaysThatItsOptionsCannotBeBuiltIn()
    {
        var node = new OrderNode(Everything);
        var pipeline = Pipeline.Create<Order>("p").Then<OrderNode, string>().Build();
        using var run = await Some.RunAsync(pipeline, Order.Of("Ada"), new RunOptions { Services = new Services(node) });
        Assert.Equal(
            "The step 'p/OrderNode' takes the node OrderNode from the services of the run, so its options cannot be built into the pipeline; add the node itself with Then, or give it no options.",
            run.Error?.Message);
    }

    [Fact]
    public void FallBackTo_ANodeWithMoreThanAttempts_IsRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Pipeline.Create<Order>("p").Then("a", static (_, _) => new ValueTask<string>(""), static step => step.FallBackTo(new OrderNode(Everything))));
        Assert.Equal(
            "The fall-back 'Orders' of the step 'a' is a node whose security, observability or dead letters stand around a step of its own; make it a pipeline step, and choose with Branch.",
            error.Message);
    }

    [Fact]
    public void Required_OfASettingWithoutAValue_NamesIt()
    {
        (string? Url, int? Size) settings = (null, null);
        Assert.Equal("The setting 'settings.Url' has no value and no default; give it one where the node is made.", Assert.Throws<MissingSettingException>(() => NodeSetting.Required(settings.Url)).Message);
        Assert.Equal("settings.Size", Assert.Throws<MissingSettingException>(() => NodeSetting.Required(settings.Size)).Setting);
        Assert.Equal((4, "x"), (NodeSetting.Required((int?)4), NodeSetting.Required("x")));
    }

    [Fact]
    public async Task InMemoryDeadLetters_WhenFull_LetsTheOldestGo()
    {
        var letters = new InMemoryDeadLetters(2);
        foreach (var id in new[] { "a", "b", "c" })
        {
            await letters.PutAsync(new DeadLetter { Topic = "t", Node = "n", Version = "1", Operation = "o", ErrorType = "e", Error = "", Attempts = 1, Time = default, RunId = id }, Some.Token);
        }

        Assert.Equal((3L, "b,c"), (letters.Count, string.Join(',', letters.Letters.Select(static one => one.RunId))));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new InMemoryDeadLetters(0));
    }
}
