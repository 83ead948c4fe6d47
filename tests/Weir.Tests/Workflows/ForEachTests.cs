using Weir.Testing;

namespace Weir.Tests.Workflows;

public class ForEachTests
{
    private readonly WorkflowBuilder _builder = Workflow.Create("w");

    [Fact]
    public async Task AddForEach_GivesTheValuesInTheOrderOfTheItems()
    {
        var stage = _builder.AddStage("s");
        var count = stage.AddStep("count", static _ => new ValueTask<int>(50));
        var paths = new List<string>();
        var squares = stage.AddForEach("square", [count], reads => Enumerable.Range(0, reads.ValueOf(count)), Step.From<ForEachItem<int>, int>("square", async (item, context) =>
        {
            if (item.Value % 3 == 0)
            {
                await Task.Delay(item.Value % 7, context.CancellationToken);
            }

            lock (paths)
            {
                paths.Add(context.Path);
            }

            return item.Value * item.Index;
        }));
        var sum = stage.AddStep("sum", squares, static (all, _) => new ValueTask<int>(all.Sum()));
        using var run = await Some.RunAsync(_builder.Build());
        run.ThrowIfFailed();
        Assert.Equal(Enumerable.Range(0, 50).Select(static x => x * x), run.OutputOf(squares));
        Assert.Equal(40_425, run.OutputOf(sum));
        Assert.Equal(Enumerable.Range(0, 50).Select(static i => $"w/s/square[{i}]").Order(), paths.Order());
        Assert.Equal((50, 50, 0), (run.Steps[1].Items!.Started, run.Steps[1].Items!.Completed, run.Steps[1].Items!.Failed));
        Assert.Equal(52, run.Attempts);
    }

    [Fact]
    public async Task AddForEach_OverNothing_GivesAnEmptyList()
    {
        var stage = _builder.AddStage("s");
        var none = stage.AddForEach("none", [], static _ => Array.Empty<int>(), Double());
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Empty(run.OutputOf(none));
        Assert.Equal(StepStatus.Completed, run.Steps[0].Status);
    }

    [Fact]
    public async Task AddForEach_AsksForItemsOnlyAsPlacesComeFree()
    {
        var (asked, ended, most) = (0, 0, 0);
        IEnumerable<int> Items()
        {
            for (var i = 0; i < 200; i++)
            {
                most = Math.Max(most, ++asked - Volatile.Read(ref ended));
                yield return i;
            }
        }

        var stage = _builder.AddStage("s", new StageOptions { MaxParallel = 3 });
        var last = stage.AddForEach("last", [], _ => Items(), Step.From<ForEachItem<int>, int>("last", async (item, _) =>
        {
            await Task.Yield();
            Interlocked.Increment(ref ended);
            return item.Value;
        }), 0, static (sum, x) => sum + x);
        using var run = await Some.RunAsync(_builder.Build(), maxParallel: 8);
        Assert.Equal(19_900, run.OutputOf(last));
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task AddForEach_WhenItemsFail_RunsTheOthersAndNamesTheFirst()
    {
        var stage = _builder.AddStage("s");
        var calls = 0;
        var items = stage.AddForEach("item", [], static _ => Enumerable.Range(0, 10), Step.From<ForEachItem<int>, int>("item", item =>
        {
            Interlocked.Increment(ref calls);
            return item.Value is 4 or 7 ? throw Some.Failure() : item.Value;
        }));
        stage.AddStep("after", items, static (all, _) => new ValueTask<int>(all.Count));
        using var run = await Some.RunAsync(_builder.Build());
        var result = run.Steps[0];
        Assert.Equal((RunStatus.Failed, StepStatus.Failed, 10), (run.Status, result.Status, calls));
        Assert.Equal("2 of 10 items failed; the first, item[4]: it broke", result.Error!.Message);
        Assert.Equal(["w/s/item[4]", "w/s/item[7]"], result.Steps.Select(static step => step.Path).Order());
        Assert.Equal((10, 8, 2, 0), (result.Items!.Started, result.Items.Completed, result.Items.Failed, result.Items.Cancelled));
        Assert.Equal("needs 'item', which failed", run.Steps[1].Reason);
        Assert.Equal("w/s/item[4]", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public async Task AddForEach_WhenTheRunFailsFast_StartsNoFurtherItem()
    {
        var stage = _builder.AddStage("s", maxParallel: 1);
        stage.AddForEach("item", [], static _ => Enumerable.Range(0, 10), Step.From<ForEachItem<int>, int>("item", static item => item.Value == 2 ? throw Some.Failure() : item.Value));
        stage.AddStep("beside", static _ => new ValueTask<int>(1));
        using var run = await Some.RunAsync(_builder.Build(), new RunOptions { FailFast = true }, maxParallel: 1);
        Assert.Equal((StepStatus.Failed, 3), (run.Steps[0].Status, run.Steps[0].Items!.Started));
        Assert.Equal(StepStatus.Skipped, run.Steps[1].Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AddForEach_WhenTheItemsThrow_FailsTheStep(bool atOnce)
    {
        IEnumerable<int> Items()
        {
            yield return 1;
            throw Some.Failure();
        }

        var stage = _builder.AddStage("s");
        stage.AddForEach("item", [], _ => atOnce ? throw Some.Failure() : Items(), Double());
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal((RunStatus.Failed, atOnce ? 0 : 1), (run.Status, run.Steps[0].Items!.Started));
        Assert.Contains("items", run.Steps[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddForEach_WhenAnItemCannotBeRead_FailsTheStepAndNotTheRunAround()
    {
        var stage = _builder.AddStage("s");
        stage.AddForEach("item", [], static _ => new Unreadable(), Double());
        stage.AddStep("beside", static _ => new ValueTask<int>(1));
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal([StepStatus.Failed, StepStatus.Completed], run.Steps.Select(static step => step.Status));
        Assert.Contains("it broke", run.Steps[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddForEach_TriesEachItemAgainByItself()
    {
        var calls = new int[5];
        var stage = _builder.AddStage("s");
        var items = stage.AddForEach(
            "item", [], static _ => Enumerable.Range(0, 5), Step.From<ForEachItem<int>, int>("item", item => calls[item.Index]++ < item.Index % 3 ? throw Some.Failure() : item.Value),
            static step => step.Retry(3));
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal([0, 1, 2, 3, 4], run.OutputOf(items));
        Assert.Equal([1, 2, 3, 1, 2], calls);
    }

    [Fact]
    public async Task AddForEach_WhenCancelled_EndsWithWhatRan()
    {
        using var source = new CancellationTokenSource();
        var isDisposed = new TaskCompletionSource();
        IEnumerable<int> Items()
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    yield return i;
                }
            }
            finally
            {
                isDisposed.SetResult();
            }
        }

        var stage = _builder.AddStage("s");
        stage.AddForEach("item", [], _ => Items(), Step.From<ForEachItem<int>, int>("item", async (item, context) =>
        {
            if (item.Index == 20)
            {
                await source.CancelAsync();
            }

            await Task.Yield();
            context.CancellationToken.ThrowIfCancellationRequested();
            return item.Value;
        }));
        await using var executor = new Executor();
        using var run = await executor.RunAsync(_builder.Build(), source.Token);
        Assert.Equal((RunStatus.Cancelled, StepStatus.Cancelled), (run.Status, run.Steps[0].Status));
        Assert.InRange(run.Steps[0].Items!.Started, 21, 40);
        await isDisposed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AddForEach_WithAFold_NeedsNoMoreMemoryForMoreItems()
    {
        var stage = _builder.AddStage("s");
        var weak = new List<WeakReference>();
        var sum = stage.AddForEach("item", [], static _ => Enumerable.Range(0, 2_000).Select(static i => new byte[1_000]), Step.From<ForEachItem<byte[]>, int>("item", item =>
        {
            lock (weak)
            {
                weak.Add(new WeakReference(item.Value));
            }

            return item.Value.Length;
        }), 0L, static (all, length) => all + length);
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(2_000_000, run.OutputOf(sum));
        GC.Collect();
        Assert.InRange(weak.Count(static one => one.IsAlive), 0, 50);
    }

    [Fact]
    public async Task AddForEach_InADurableWorkflow_RunsNoItemTwice()
    {
        var calls = new int[40];
        var stage = _builder.AddStage("s");
        var items = stage.AddForEach("item", [], static _ => Enumerable.Range(0, 40), Step.From<ForEachItem<int>, int>("item", item =>
        {
            calls[item.Index]++;
            return item.Value;
        }));
        var pause = stage.AddPause<int>("ask", [items], reads => $"{reads.ValueOf(items).Count} done; how many more?");
        var workflow = _builder.Durable(new DurabilityOptions()).Build();
        await using var executor = new Executor();
        var token = TestContext.Current.CancellationToken;
        string id;
        using (var run = await executor.RunAsync(workflow, token))
        {
            id = run.Id;
            Assert.Equal(RunStatus.Paused, run.Status);
            Assert.Equal("40 done; how many more?", run.Pauses[0].Prompt);
        }

        using var resumed = await executor.ResumeAsync(workflow, id, [new PauseAnswer("w/s/ask", 2)], cancellationToken: token);
        Assert.Equal(RunStatus.Completed, resumed.Status);
        Assert.Equal(2, resumed.OutputOf(pause));
        Assert.All(calls, static count => Assert.Equal(1, count));
        Assert.Equal(Enumerable.Range(0, 40), resumed.OutputOf(items));
    }

    [Fact]
    public async Task AddForEach_TellsOfEveryItem()
    {
        var stage = _builder.AddStage("s");
        stage.AddForEach("item", [], static _ => Enumerable.Range(0, 3), Double());
        var observer = new RecordingObserver();
        using var run = await Some.RunAsync(_builder.Build(), new RunOptions { Progress = observer }, maxParallel: 1);
        Assert.Equal(
            ["w/s/item", "w/s/item[0]", "w/s/item[1]", "w/s/item[2]"],
            observer.Events.OfType<StepStarted>().Select(static one => one.Path));
        Assert.Equal(
            ["w/s/item[0]", "w/s/item[1]", "w/s/item[2]", "w/s/item"],
            observer.Events.OfType<StepEnded>().Select(static one => one.Result.Path));
    }

    [Fact]
    public async Task Uses_HoldsItemsAndStepsOfAllRunsToTheLimit()
    {
        var (held, most) = (0, 0);
        async ValueTask<int> Hold(int amount)
        {
            var now = Interlocked.Add(ref held, amount);
            int seen;
            while ((seen = most) < now && Interlocked.CompareExchange(ref most, now, seen) != seen)
            {
            }

            await Task.Yield();
            Interlocked.Add(ref held, -amount);
            return amount;
        }

        _builder.LimitResource("api", 3).LimitResource("disk", 2);
        var stage = _builder.AddStage("s");
        for (var i = 0; i < 10; i++)
        {
            var amount = (i % 3) + 1;
            _builder.Configure(
                stage.AddStep($"step{i}", _ => Hold(amount)), step => step.Uses("api", amount).Uses("disk", i % 2 + 1));
        }

        var items = stage.AddForEach("item", [], static _ => Enumerable.Range(0, 30), Step.From<ForEachItem<int>, int>("item", (_, _) => Hold(1)));
        _builder.Configure(items, static step => step.Uses("api"));
        var workflow = _builder.Build();
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 16 });
        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => executor.RunAsync(workflow, TestContext.Current.CancellationToken).AsTask()));
        Assert.All(runs, static run => Assert.Equal((RunStatus.Completed, 40), (run.Status, run.Attempts)));
        Assert.InRange(most, 1, 3);
        Assert.All(executor.Resources.Values, static resource => Assert.Equal(0, resource.Held));
    }

    [Fact]
    public async Task Uses_GivesTheResourceToOthersBetweenAttempts()
    {
        var time = new ManualTime();
        _builder.LimitResource("api", 1);
        var stage = _builder.AddStage("s");
        var calls = 0;
        var one = stage.AddStep(
            "one", [], (_, _) => ++calls == 1 ? throw Some.Failure() : new ValueTask<int>(1), static step => step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromSeconds(1) }));
        var ended = new TaskCompletionSource();
        var two = stage.AddStep("two", _ =>
        {
            ended.SetResult();
            return new ValueTask<int>(2);
        });
        _builder.Configure(one, static step => step.Uses("api")).Configure(two, static step => step.Uses("api"));
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var running = executor.RunAsync(_builder.Build(), TestContext.Current.CancellationToken);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await time.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        using var run = await running;
        Assert.Equal((RunStatus.Completed, 2), (run.Status, calls));
        Assert.All(executor.Resources.Values, static resource => Assert.Equal(0, resource.Held));
    }

    [Fact]
    public async Task Uses_WhenTheRunIsCancelled_LeavesNothingHeldAndNobodyWaiting()
    {
        _builder.LimitResource("api", 1);
        var stage = _builder.AddStage("s");
        using var source = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        for (var i = 0; i < 4; i++)
        {
            _builder.Configure(
                stage.AddStep<int>($"step{i}", async context =>
                {
                    started.TrySetResult();
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                    return 1;
                }), static step => step.Uses("api"));
        }

        var workflow = _builder.Build();
        await using var executor = new Executor();
        var first = executor.RunAsync(workflow, source.Token);
        await started.Task;
        using var other = new CancellationTokenSource();
        var second = executor.RunAsync(workflow, other.Token);
        await other.CancelAsync();
        Assert.Equal(RunStatus.Cancelled, (await second).Status);
        await source.CancelAsync();
        Assert.Equal(RunStatus.Cancelled, (await first).Status);
        SpinWait.SpinUntil(() => executor.Resources["api"].Held == 0, TimeSpan.FromSeconds(20));
        Assert.Equal(0, executor.Resources["api"].Held);
    }

    private static Step<ForEachItem<int>, int> Double() => Step.From<ForEachItem<int>, int>("double", static item => item.Value * 2);

    private sealed class Unreadable : IEnumerable<int>, IEnumerator<int>
    {
        public int Current => throw Some.Failure();

        object System.Collections.IEnumerator.Current => Current;

        public IEnumerator<int> GetEnumerator() => this;

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => this;

        public bool MoveNext() => true;

        public void Reset()
        {
        }

        public void Dispose()
        {
        }
    }
}
