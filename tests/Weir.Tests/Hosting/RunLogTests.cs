using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weir.Tests.Hosting;

public sealed class RunLogTests : IDisposable
{
    private const string Secret = "hunter2";

    private readonly ListLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Log_OfARunThatCompletes_HasItsStartAndItsEnd()
    {
        await RunAsync(static builder => builder.Then("add", static text => text + "!"));
        Assert.Equal(["Debug 1 The run r of 'words' started.", "Information 3 The run r of 'words' completed after 0 ms."], _log.Of("Weir.Runs"));
    }

    [Fact]
    public async Task Log_OfAFailure_NamesTheInnermostStepAndTheTypeOnly()
    {
        var inner = Pipeline.Create<string>("inner").Then("parse", static text => int.Parse(text).ToString()).Build();
        await RunAsync(builder => builder.Then("same", static text => text).Then(inner).Then("after", static text => text));
        Assert.Equal(
            [
                "Debug 1 The run r of 'words' started.",
                "Warning 6 The step 'words/inner/parse' of the run r failed in attempt 1: FormatException.",
                "Error 5 The run r of 'words' failed after 0 ms.",
            ],
            _log.Of("Weir.Runs"));
        Assert.All(_log.Lines, static line => Assert.Null(line.Error));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_OfAttempts_HasTheirFeedbackOnlyWhereErrorsAreWanted(bool logErrors)
    {
        await RunAsync(
            static builder => builder.Then(
                "try", static (text, context) => new ValueTask<string>(context.Fail<string>($"not {text}")), static step => step.Retry(2)),
            logErrors);
        Assert.Equal(
            [
                "Debug 1 The run r of 'words' started.",
                $"Warning 7 The step 'words/try' of the run r begins attempt 2{(logErrors ? $": not {Secret}" : ".")}",
                "Warning 6 The step 'words/try' of the run r failed in attempt 2: StepFailedException.",
                "Error 5 The run r of 'words' failed after 0 ms.",
            ],
            _log.Of("Weir.Runs"));
        Assert.Equal(logErrors, _log.Lines.Single(static line => line.Id == 6).Error is not null);
    }

    [Fact]
    public async Task Log_OfAPauseAndAnAnswer_HasNeitherPromptNorValue()
    {
        using var host = await StartAsync(static builder => builder.Pause<string, string>("ask", static text => text, static (text, answer) => text + answer));
        var pipeline = host.Services.GetHosted();
        (await pipeline.RunAsync(Secret, new RunOptions { Id = "r" }, Some.Token)).Dispose();
        (await pipeline.ResumeAsync("r", [new PauseAnswer("words/ask", Secret)], cancellationToken: Some.Token)).Dispose();
        Assert.Equal(
            [
                "Debug 1 The run r of 'words' started.",
                "Information 8 The run r waits at 'words/ask' for an answer of type string.",
                "Information 4 The run r of 'words' ended as Paused after 0 ms.",
                "Debug 2 The run r of 'words' goes on.",
                "Information 3 The run r of 'words' completed after 0 ms.",
            ],
            _log.Of("Weir.Runs"));
    }

    [Fact]
    public async Task Log_OfACancelledRun_SaysSo()
    {
        using var host = await StartAsync(static builder => builder.Then("a", static text => text));
        (await host.Services.GetHosted().RunAsync(Secret, new RunOptions { Id = "r" }, new CancellationToken(true))).Dispose();
        Assert.Equal("Information 4 The run r of 'words' ended as Cancelled after 0 ms.", _log.Of("Weir.Runs").Last());
    }

    [Fact]
    public async Task Log_OfAnObserverThatThrows_GoesOnAndKeepsTheErrorOfTheRun()
    {
        var error = Some.Failure(Secret);
        var calls = 0;
        using var host = await StartAsync(static builder => builder.Then("a", static text => text));
        var observer = new ThrowingObserver(() => calls++ == 1 ? throw error : 0);
        using var run = await host.Services.GetHosted().RunAsync(Secret, new RunOptions { Id = "r", Progress = observer }, Some.Token);
        Assert.Same(error, run.ProgressError);
        Assert.Equal(2, calls);
        Assert.Equal(
            [
                "Debug 1 The run r of 'words' started.",
                "Warning 9 The observer of the run r of 'words' threw InvalidOperationException; it is not called again.",
                "Information 3 The run r of 'words' completed after 0 ms.",
            ],
            _log.Of("Weir.Runs"));
    }

    [Fact]
    public async Task Log_OfAnything_HasNothingOfInputsAndOutputs()
    {
        await RunAsync(static builder => builder
            .Then("double", static text => text + text, static step => step.Validate("long", static text => text.Length > 1000 ? null : $"{text} is short"))
            .Then("after", static text => text));
        Assert.NotEmpty(_log.Lines);
        Assert.All(_log.Lines, static line => Assert.DoesNotContain(Secret, line.Text + line.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LogLevel.None, false)]
    [InlineData(LogLevel.Error, true)]
    public async Task Log_ThatIsOff_ObservesNothing(LogLevel least, bool isObserved)
    {
        using var log = new ListLog { Least = least };
        using var host = await TestHost.StartAsync(static services => services.AddWeir(static weir => weir.AddPipeline(Some.Pipeline(Some.Step("a")))), log);
        var observer = ExecutorHost.Of(host.Services, "").ObserverOf("numbers", null);
        Assert.Equal(isObserved, observer is not null);
    }

    private async Task RunAsync(Func<PipelineBuilder<string, string>, PipelineBuilder<string, string>> build, bool logErrors = false)
    {
        using var host = await StartAsync(build, logErrors);
        using var run = await host.Services.GetHosted().RunAsync(Secret, new RunOptions { Id = "r" }, Some.Token);
    }

    private Task<IHost> StartAsync(Func<PipelineBuilder<string, string>, PipelineBuilder<string, string>> build, bool logErrors = false) => TestHost.StartAsync(
        services => services.AddFixedTime().AddWeir(weir => weir
            .Configure(options => options.LogErrors = logErrors)
            .AddPipeline<string, string>("words", (_, builder) => build(builder))),
        _log);

    private sealed class ThrowingObserver(Func<int> report) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => report();
    }
}
