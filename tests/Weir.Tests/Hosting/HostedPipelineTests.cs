using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Weir.Tests.Hosting;

public sealed class HostedPipelineTests : IDisposable
{
    private readonly ScopedParts _parts = new();
    private IHost? _host;

    public void Dispose() => _host?.Dispose();

    [Fact]
    public async Task RunAsync_WithScopedSteps_HasOneInstanceForEachRunAndDisposesItOnce()
    {
        var pipeline = await HostAsync(static builder => builder.Then<PartStep, int>().Then<OtherStep, int>("other").Then<PartStep, int>("again"));
        using var first = await pipeline.RunAsync(1, Some.Token);
        AssertOneFor(first.Id, uses: 5);
        using var second = await pipeline.RunAsync(2, new RunOptions { Id = "second" }, Some.Token);
        Assert.Equal((21, 31), (first.Output, second.Output));
        Assert.Equal(["PartStep", "other", "again"], pipeline.Pipeline.StepNames);
        Assert.Equal(2, _parts.Made.Count);
        Assert.All(_parts.Made, static part => Assert.Equal(1, part.Disposed));
        Assert.Equal("second", Assert.Single(_parts.Made[1].Runs).Key);
    }

    [Fact]
    public async Task RunAsync_ThatFails_DisposesItsServices()
    {
        var pipeline = await HostAsync(static builder => builder.Then<PartStep, int>().Then(Some.FailingStep("fail")));
        using var run = await pipeline.RunAsync(1, Some.Token);
        Assert.Equal(RunStatus.Failed, run.Status);
        AssertOneFor(run.Id, uses: 2);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pipeline.InvokeAsync(1, Some.Token));
        Assert.All(_parts.Made, static part => Assert.Equal(1, part.Disposed));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_ThatIsCancelled_DisposesItsServicesWhenItHasEnded()
    {
        var step = new GatedStep();
        var pipeline = await HostAsync(builder => builder.Then<PartStep, int>().Then(step));
        using var source = new CancellationTokenSource();
        var running = pipeline.RunAsync(1, source.Token).AsTask();
        await step.Started;
        Assert.Equal(0, Assert.Single(_parts.Made).Disposed);
        await source.CancelAsync();
        using var run = await running;
        Assert.Equal(RunStatus.Cancelled, run.Status);
        AssertOneFor(run.Id, uses: 2);
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_WhoseStepIsLeftBehindByATimeout_DisposesItsServicesAtTheEndOfTheRun()
    {
        var time = new ManualTime();
        var (started, gate) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var inner = Pipeline.Create<int>("inner").Then<PartStep, int>()
            .Then("deaf", async (x, _) =>
            {
                started.SetResult();
                await gate.Task;
                return x;
            })
            .Then<PartStep, int>("late").Build();
        var pipeline = await HostAsync(
            builder => builder.Then(inner, static step => step.Timeout(TimeSpan.FromSeconds(1)).AbandonAfter(TimeSpan.Zero)),
            services => services.AddSingleton<TimeProvider>(time));
        var running = pipeline.RunAsync(1, Some.Token).AsTask();
        await started.Task;
        await time.WaitForTimersAsync(1, Some.Token);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        using var run = await running;
        Assert.IsType<StepTimeoutException>(run.Error);
        AssertOneFor(run.Id, uses: 2);
        gate.SetResult();
        for (var i = 0; i < 100; i++)
        {
            await Task.Yield();
        }

        Assert.Single(_parts.Made);
        using var next = await pipeline.Executor.RunAsync(Some.Pipeline(Some.Step("next")), 1, Some.Token);
        Assert.Equal(2, next.Output);
    }

    [Fact]
    public async Task ResumeAsync_OfARunThatPaused_HasServicesOfItsOwn()
    {
        var pipeline = await HostAsync(static builder => builder
            .Then<PartStep, int>()
            .Pause<int, int>("ask", static x => $"What with {x}?", static (x, answer) => x + answer)
            .Then<OtherStep, int>());
        using var paused = await pipeline.RunAsync(1, new RunOptions { Id = "r" }, Some.Token);
        Assert.Equal(RunStatus.Paused, paused.Status);
        AssertOneFor("r", uses: 2);
        using var run = await pipeline.ResumeAsync("r", [new PauseAnswer("numbers/ask", 3)], cancellationToken: Some.Token);
        Assert.Equal(50, run.Output);
        Assert.Equal([1, 1], _parts.Made.Select(static part => part.Disposed));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await pipeline.InvokeAsync(1, Some.Token));
        Assert.Contains("may pause", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RunResumeException>(async () => await pipeline.ResumeAsync("unknown", cancellationToken: Some.Token));
        Assert.All(_parts.Made, static part => Assert.Equal(1, part.Disposed));
    }

    [Fact]
    public async Task RunAsync_WithServicesOfTheCaller_UsesAndLeavesThem()
    {
        var pipeline = await HostAsync(static builder => builder.Then<PartStep, int>());
        await using (var scope = _host!.Services.CreateAsyncScope())
        {
            using var first = await pipeline.RunAsync(1, new RunOptions { Services = scope.ServiceProvider }, Some.Token);
            using var second = await pipeline.RunAsync(1, new RunOptions { Services = scope.ServiceProvider }, Some.Token);
            var part = Assert.Single(_parts.Made);
            Assert.Equal((2, 0), (part.Runs.Count, part.Disposed));
        }

        Assert.Equal(1, _parts.Made[0].Disposed);
    }

    [Fact]
    public async Task RunAsync_WhoseServicesThrowWhenDisposed_KeepsTheRunAndLogsIt()
    {
        using var log = new ListLog();
        _parts.OnDispose = Some.Failure("no end");
        var pipeline = await HostAsync(static builder => builder.Then<PartStep, int>(), log: log);
        using var run = await pipeline.RunAsync(1, Some.Token);
        Assert.Equal(2, run.Output);
        var line = Assert.Single(log.Lines, static line => line.Id == 24);
        Assert.Equal("The services of a run of 'numbers' could not be disposed.", line.Text);
        Assert.Same(_parts.OnDispose, line.Error);
    }

    [Fact]
    public async Task InvokeAsync_OfAPipeline_GivesTheValueOrThrows()
    {
        var pipeline = await HostAsync(static builder => builder.Then<PartStep, int>().Then("check", static x => x > 2 ? x : throw new FormatException("low")));
        Assert.Equal(4, await pipeline.InvokeAsync(3, Some.Token));
        Assert.Equal("low", (await Assert.ThrowsAsync<FormatException>(async () => await pipeline.InvokeAsync(1, Some.Token))).Message);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pipeline.InvokeAsync(1, new CancellationToken(true)));
        Assert.All(_parts.Made, static part => Assert.Equal(1, part.Disposed));
    }

    [Fact(Timeout = 60_000)]
    public async Task RunAsync_SixtyFourAtOnce_SharesNoInstance()
    {
        var meeting = new Meeting(64);
        var pipeline = await HostAsync(builder => builder
            .Then<PartStep, int>()
            .Then("meet", async (x, context) =>
            {
                await meeting.ArriveAsync(context.CancellationToken);
                return x;
            })
            .Map("map", static x => new[] { x, x, x }, Step.FromServices<PartStep, int, int>())
            .Then("sum", static all => all.Sum())
            .Then<OtherStep, int>());
        var runs = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () => await pipeline.RunAsync(i, Some.Token))));
        Assert.Equal(Enumerable.Range(0, 64).Select(static i => 30 * (i + 2)), runs.Select(static run => run.Output));
        Assert.Equal(64, _parts.Made.Count);
        Assert.All(_parts.Made, static part =>
        {
            Assert.Equal((1, 9), (part.Disposed, Assert.Single(part.Runs).Value));
        });
        Assert.Equal(64, _parts.Made.Select(static part => part.Runs.Keys.Single()).Distinct().Count());
        Array.ForEach(runs, static run => run.Dispose());
    }

    [Fact]
    public async Task AddPipeline_WithServices_BuildsOnceWithSingletons()
    {
        var built = 0;
        _host = await TestHost.StartAsync(services => services.AddSingleton(new RetryOptions { MaxAttempts = 3 }).AddWeir(weir => weir
            .AddPipeline<int, int>("numbers", (services, builder) =>
            {
                built++;
                var retry = services.GetRequiredService<RetryOptions>();
                return builder.Then("try", static (x, context) => new ValueTask<int>(context.Attempt < 3 ? context.Fail<int>("again") : x), step => step.Retry(retry));
            })));
        Assert.Equal(1, built);
        Assert.Equal(1, await _host.Pipeline().InvokeAsync(1, Some.Token));
        Assert.Equal(5, await _host.Pipeline().InvokeAsync(5, Some.Token));
        Assert.Equal(1, built);
    }

    [Fact]
    public async Task AddStep_AsSingleton_IsOneInstanceForAllRuns()
    {
        _host = await TestHost.StartAsync(static services => services.AddWeir(static weir => weir
            .AddStep<CountingStep>(ServiceLifetime.Singleton)
            .AddStep<CountingStep>()
            .AddPipeline<int, int>("numbers", static (_, builder) => builder.Then<CountingStep, int>())));
        Assert.Equal((1, 2), (await _host.Pipeline().InvokeAsync(0, Some.Token), await _host.Pipeline().InvokeAsync(0, Some.Token)));
    }

    [Fact]
    public async Task RunAsync_WithAttemptsAndAFallBackFromServices_StaysInOneScope()
    {
        var pipeline = await HostAsync(static builder => builder
            .Then<PartStep, int>("guarded", static step => step
                .Retry(2)
                .Validate("never", static x => x == 2 ? "no" : null)
                .FallBackTo(Step.FromServices<OtherStep, int, int>())));
        using var run = await pipeline.RunAsync(1, Some.Token);
        Assert.Equal((10, "OtherStep"), (run.Output, run.Steps[0].FellBackTo));
        AssertOneFor(run.Id, uses: 5);
    }

    private async Task<HostedPipeline<int, int>> HostAsync(
        Func<PipelineBuilder<int, int>, PipelineBuilder<int, int>> build, Action<IServiceCollection>? configure = null, ListLog? log = null)
    {
        _host = await TestHost.StartAsync(
            services =>
            {
                services.AddSingleton(_parts).AddScoped<ScopedPart>();
                configure?.Invoke(services);
                services.AddWeir(weir => weir.AddStep<PartStep>().AddStep<OtherStep>().AddPipeline<int, int>("numbers", (_, builder) => build(builder)));
            },
            log);
        return _host.Pipeline();
    }

    private sealed class CountingStep : Step<int, int>
    {
        private int _calls;

        public override ValueTask<int> RunAsync(int input, StepContext context) => new(++_calls);
    }

    private void AssertOneFor(string run, int uses)
    {
        var part = Assert.Single(_parts.Made);
        Assert.Equal(1, part.Disposed);
        Assert.Equal(KeyValuePair.Create(run, uses), Assert.Single(part.Runs));
    }
}
