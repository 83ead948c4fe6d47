namespace Weir.Tests.Testing;

public class RunChecksTests
{
    private static readonly Pipeline<int, int> Cart = Pipeline.Create<int>("cart").Then(Some.Step("add")).Then(Some.Step("sum")).Build();

    [Fact]
    public async Task Checks_OfARunThatWentWell_GiveTheRun()
    {
        using var run = await Some.RunAsync(Shop(new ScriptedStep<int, int>("charge").Throws(Some.Failure("503")).Returns(5)), 1);
        var same = run.ShouldSucceed().ShouldGive(6).ShouldHaveRun("cart", "cart/sum", "shop/charge", "ship").ShouldNotHaveRun("refund");
        Assert.Same(run, same);
        run.Step("charge").ShouldHave(StepStatus.Completed, attempts: 2, feedback: "503").ShouldGive(5);
        Assert.Same(run.Step("shop/cart/add"), run.Step("cart/add"));
    }

    [Fact]
    public async Task ShouldSucceed_WhenAStepFailed_ShowsEveryStep()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        using var run = await executor.RunAsync(Shop(new ScriptedStep<int, int>("charge").Fails("card\nrefused").Throws(Some.Failure("503"))), 1, Some.Token);
        var error = Assert.Throws<WeirAssertionException>(run.ShouldSucceed);
        Assert.Equal(
            """
            The run 'shop' was to succeed, but failed: 503

            shop: failed, 4 attempts, 0 ms
            ├─ cart: completed, 1 attempt, 0 ms
            │  ├─ add: completed, 1 attempt, 0 ms
            │  └─ sum: completed, 1 attempt, 0 ms
            ├─ charge: failed, 2 attempts, 0 ms: 503 (InvalidOperationException)
            └─ ship: skipped: needs 'charge', which failed

            """.ReplaceLineEndings("\n"),
            error.Message);
        Assert.Same(run.Error, error.InnerException);
        Assert.Throws<WeirAssertionException>(() => run.ShouldGive(6));
        Assert.Throws<WeirAssertionException>(run.ShouldBeCancelled);
    }

    [Fact]
    public async Task ShouldFail_GivesTheInnermostStepThatFailed()
    {
        var inner = Pipeline.Create<int>("inner").Then(Some.Step("fine")).Then(Some.FailingStep("broken")).Build();
        using var run = await Some.RunAsync(Pipeline.Create<int>("outer").Then(inner).Build(), 1);
        var failed = run.ShouldFail();
        Assert.Equal("outer/inner/broken", failed.Path);
        Assert.Equal("it broke", failed.ShouldHaveThrown<InvalidOperationException>().Message);
        Assert.Contains(
            "The step 'outer/inner/broken' was to throw a TimeoutException, but threw a InvalidOperationException.",
            Assert.Throws<WeirAssertionException>(failed.ShouldHaveThrown<TimeoutException>).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShouldFail_WhenItDidNot_SaysSo()
    {
        using var run = await Some.RunAsync(Cart, 1);
        Assert.StartsWith(
            "The run 'cart' was to fail, but completed.\n\ncart: completed, 2 attempts, ",
            Assert.Throws<WeirAssertionException>(run.ShouldFail).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_ThatIsNotThere_NamesTheNearest()
    {
        using var run = await Some.RunAsync(Shop(new ScriptedStep<int, int>("charge").Returns(5)), 1);
        var error = Assert.Throws<WeirAssertionException>(() => run.Step("cart/sun"));
        Assert.StartsWith("The run 'shop' has no step 'cart/sun'; did you mean 'cart/sum'?\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShouldHaveRun_WhenOneDidNotOrEarlier_SaysWhich()
    {
        using var run = await Some.RunAsync(Shop(new ScriptedStep<int, int>("charge").Throws(Some.Failure(), times: 2)), 1);
        Assert.StartsWith("The step 'ship' of the run 'shop' did not run.", Message("charge", "ship"), StringComparison.Ordinal);
        Assert.StartsWith("The step 'cart' of the run 'shop' ran before 'charge', not after it.", Message("charge", "cart"), StringComparison.Ordinal);
        Assert.StartsWith("The step 'carts' of the run 'shop' did not run; did you mean 'cart'?", Message("carts"), StringComparison.Ordinal);
        Assert.Throws<WeirAssertionException>(() => run.ShouldNotHaveRun("ship", "cart"));

        string Message(params string[] steps) => Assert.Throws<WeirAssertionException>(() => run.ShouldHaveRun(steps)).Message;
    }

    [Fact]
    public async Task ShouldHave_WhenMuchIsDifferent_NamesAllOfIt()
    {
        using var run = await Some.RunAsync(Cart, 1);
        var add = run.Step("add");
        var error = Assert.Throws<WeirAssertionException>(() => add.ShouldHave(StepStatus.Failed, attempts: 3, feedback: "no", fellBackTo: "b"));
        Assert.StartsWith(
            "The step 'cart/add' was to have status Failed, but it is Completed; 3 attempts, but it has 1; feedback with \"no\", but it is null; "
            + "the fall-back 'b', but it has none.\n\ncart/add: completed, 1 attempt, ",
            error.Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The step 'cart/add' was to give 9, but gave 2.", Assert.Throws<WeirAssertionException>(() => add.ShouldGive(9)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_OfManyItems_LeavesOutThoseThatCompleted()
    {
        var map = Pipeline.Create<int>("list")
            .Map("each", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("half", static n => n == 70 ? throw Some.Failure() : n))
            .Build();
        using var run = await Some.RunAsync(map, 100);
        var message = Assert.Throws<WeirAssertionException>(run.ShouldSucceed).Message;
        Assert.Contains("[70]: failed", message, StringComparison.Ordinal);
        Assert.Contains("more completed", message, StringComparison.Ordinal);
        Assert.True(message.Split('\n').Length < 40, message);
    }

    [Fact]
    public async Task ShouldBeCancelled_OfACancelledWorkflow_GivesTheRun()
    {
        using var stop = new CancellationTokenSource();
        var builder = Workflow.Create("job");
        var stage = builder.AddStage("only");
        stage.AddStep("stuck", stage.AddStep("first", static _ => new ValueTask<int>(1)), new ScriptedStep<int, int>().Hangs());
        await using var executor = new Executor();
        var running = executor.RunAsync(builder.Build(), stop.Token).AsTask();
        await stop.CancelAsync();
        using var run = await running;
        Assert.Same(run, run.ShouldBeCancelled());
    }

    private static Pipeline<int, int> Shop(Step<int, int> charge) =>
        Pipeline.Create<int>("shop").Then(Cart).Then(charge, static step => step.Retry(2)).Then(Some.Step("ship")).Build();
}
