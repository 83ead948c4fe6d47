using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Features;

public class NodeDeadLetterTests
{
    private static readonly NodeOptions Queue = new() { DeadLetterQueue = new() { Enabled = true, MaxRetries = 2, TopicSuffix = ".dead", RetryDelay = TimeSpan.FromSeconds(3) } };

    [Fact]
    public async Task Run_AfterTheLastAttempt_PutsTheInputAside()
    {
        var letters = new InMemoryDeadLetters();
        var node = new OrderNode(Queue, static (_, _) => OrderNode.Throw(new TimeoutException("too slow"))) { DeadLetterSink = letters };
        using var run = await OrderNode.RunAsync(node, options: new RunOptions { Id = "r1" });
        Assert.Equal(TimeSpan.FromSeconds(6), run.Duration);
        Assert.Equal(
            new DeadLetter
            {
                Topic = "Orders.dead",
                Node = "Orders",
                Version = "2.1.0",
                Operation = "store_3",
                Input = """{"Customer":"Ada","Lines":[{"Sku":"ABC","Count":2}],"Card":null}""",
                ErrorType = "System.TimeoutException",
                Error = "too slow",
                Attempts = 3,
                Time = new DateTimeOffset(2030, 1, 1, 0, 0, 6, TimeSpan.Zero),
                RunId = "r1",
            },
            Assert.Single(letters.Letters));
    }

    [Fact]
    public async Task Invoke_WithoutARecord_CountsTheAttemptsToo()
    {
        var letters = new InMemoryDeadLetters();
        var options = Queue with { DeadLetterQueue = Queue.DeadLetterQueue with { RetryDelay = TimeSpan.Zero } };
        var node = new OrderNode(options, static (_, _) => OrderNode.Throw(new TimeoutException())) { DeadLetterSink = letters };
        await using var executor = new Executor();
        var pipeline = Pipeline.Create<Order>("p").Then(node).Build();
        await Assert.ThrowsAsync<TimeoutException>(async () => await executor.InvokeAsync(pipeline, Order.Of("Ada"), Some.Token));
        Assert.Equal(3, Assert.Single(letters.Letters).Attempts);
    }

    [Fact]
    public async Task Run_WhenAnAttemptSucceeds_PutsNothingAside()
    {
        var letters = new InMemoryDeadLetters();
        var node = new OrderNode(Queue, static (_, context) => context.Attempt < 3 ? OrderNode.Throw(Some.Failure()) : new("done")) { DeadLetterSink = letters };
        using var run = await OrderNode.RunAsync(node);
        Assert.Equal(("done", 0L), (run.Output, letters.Count));
    }

    [Fact]
    public async Task Run_WithASinkAmongTheServices_FindsIt()
    {
        var letters = new InMemoryDeadLetters();
        var node = new OrderNode(Queue, static (_, _) => OrderNode.Throw(new ArgumentException("wrong")));
        using var run = await OrderNode.RunAsync(node, options: new RunOptions { Services = new Services(letters) });
        Assert.Equal((1L, 1), (letters.Count, letters.Letters[0].Attempts));
    }

    [Fact]
    public async Task Run_WhenTheSinkFailsOrThereIsNone_KeepsTheErrorAndLogsTheLoss()
    {
        var error = new ArgumentException("wrong");
        foreach (var sink in new IDeadLetterSink?[] { new FailingSink(), null })
        {
            var log = new NodeLogs();
            var node = new OrderNode(Queue, (_, _) => OrderNode.Throw(error)) { DeadLetterSink = sink };
            using var run = await OrderNode.RunAsync(node, options: new RunOptions { Services = new Services(log) });
            Assert.Same(error, run.Error);
            Assert.Contains(sink is null ? "neither the node nor the services" : "the sink threw TimeoutException", Assert.Single(log.Lines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Run_WhenTheThresholdIsReached_RaisesAnAlertEachTime()
    {
        var log = new NodeLogs();
        var node = new OrderNode(Queue with { DeadLetterQueue = Queue.DeadLetterQueue with { AlertThreshold = 2 } }, static (_, _) => OrderNode.Throw(new ArgumentException("wrong")))
        {
            DeadLetterSink = new InMemoryDeadLetters(),
        };
        for (var i = 0; i < 5; i++)
        {
            using var run = await OrderNode.RunAsync(node, options: new RunOptions { Services = new Services(log) });
        }

        Assert.Equal(
            ["Critical: Orders has put aside 2 dead letters; the threshold is 2.", "Critical: Orders has put aside 4 dead letters; the threshold is 2."],
            log.Lines);
    }

    [Fact]
    public async Task Run_WithFieldsToHide_ShowsThemNowhere()
    {
        var letters = new InMemoryDeadLetters();
        var log = new NodeLogs();
        var options = Queue with
        {
            Security = new() { Enabled = true, RedactFields = ["Card", "Sku"] },
            Observability = new() { Enabled = true },
        };
        var node = new OrderNode(options, static (order, _) => OrderNode.Throw(new ArgumentException($"no money on {order.Card}\r\nfor {order.Lines[0].Sku}"))) { DeadLetterSink = letters };
        using var run = await OrderNode.RunAsync(node, Order.Of("Ada", "S-77") with { Card = "4111-1111" }, options: new RunOptions { Services = new Services(log) });
        var letter = Assert.Single(letters.Letters);
        Assert.Equal("""{"Customer":"Ada","Lines":[{"Sku":"***","Count":2}],"Card":"***"}""", letter.Input);
        Assert.Equal("no money on ***\r\nfor ***", letter.Error);
        Assert.Equal(2, log.Lines.Count);
        Assert.All(log.Lines, static line => Assert.DoesNotContain("4111", line, StringComparison.Ordinal));
        Assert.EndsWith("no money on ***\\r\\nfor ***", log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThatIsCancelled_PutsNothingAside()
    {
        var letters = new InMemoryDeadLetters();
        using var source = new CancellationTokenSource();
        var node = new OrderNode(Queue, (_, context) =>
        {
            source.Cancel();
            return OrderNode.Throw(new OperationCanceledException(context.CancellationToken));
        }) { DeadLetterSink = letters };
        await using var executor = new Executor();
        using var run = await executor.RunAsync(Pipeline.Create<Order>("p").Then(node).Build(), Order.Of("Ada"), source.Token);
        Assert.Equal((RunStatus.Cancelled, 0L), (run.Status, letters.Count));
    }

    [Fact]
    public async Task Run_WithAFieldThatWasCleaned_HidesItToo()
    {
        var letters = new InMemoryDeadLetters();
        var options = Queue with { Security = new() { Enabled = true, RedactFields = ["card"] } };
        var node = new OrderNode(options, static (order, _) => OrderNode.Throw(new ArgumentException($"no {order.Card}"))) { DeadLetterSink = letters };
        using var run = await OrderNode.RunAsync(node, Order.Of("Ada") with { Card = "41\u001B11" });
        Assert.Equal("no ***", Assert.Single(letters.Letters).Error);
    }

    [Fact]
    public async Task Run_OfManyAtOnce_LosesNoLetterAndNoAlert()
    {
        var letters = new InMemoryDeadLetters(capacity: 50);
        var log = new NodeLogs();
        var node = new RacedNode(Queue with { DeadLetterQueue = Queue.DeadLetterQueue with { AlertThreshold = 20 } }) { DeadLetterSink = letters };
        var pipeline = Pipeline.Create<int>("p").Then(node).Build();
        await using var executor = new Executor();
        await Parallel.ForAsync(0, 400, Some.Token, async (number, token) =>
        {
            using var run = await executor.RunAsync(pipeline, number, new RunOptions { Services = new Services(log) }, token);
            Assert.Equal(RunStatus.Failed, run.Status);
        });
        Assert.Equal((400L, 50), (letters.Count, letters.Letters.Count));
        Assert.Equal(
            Enumerable.Range(1, 20).Select(static one => $"Critical: RacedNode has put aside {20 * one} dead letters; the threshold is 20.").Order(),
            log.Lines.Order());
    }

    private sealed class RacedNode(NodeOptions options) : EffectNode<int, int>(options)
    {
        public override async ValueTask<int> RunAsync(int input, StepContext context)
        {
            await Task.Yield();
            throw new ArgumentException("wrong");
        }
    }

    private sealed class FailingSink : IDeadLetterSink
    {
        public ValueTask PutAsync(DeadLetter letter, CancellationToken cancellationToken) => throw new TimeoutException("full");
    }
}
