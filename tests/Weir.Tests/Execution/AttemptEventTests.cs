using System.Buffers;
using System.Text;

namespace Weir.Tests.Execution;

public class AttemptEventTests
{
    private readonly ManualTime _time = new();
    private readonly RecordingObserver _observer = new();

    [Fact]
    public async Task Run_WhereAnAttemptFails_TellsOfTheWaitAndThenOfTheNextAttempt()
    {
        await RunAsync(new RetryOptions { MaxAttempts = 3, Delay = TimeSpan.FromSeconds(2) });
        Assert.Equal(
            ["RunStarted", "StepStarted", "after 1: 2s", "begins 2", "after 2: 2s", "begins 3", "StepEnded", "RunEnded"],
            _observer.Events.Select(static one => one switch
            {
                AttemptDelayed delayed => $"after {delayed.Attempt}: {delayed.Delay.TotalSeconds}s",
                AttemptRestarted again => $"begins {again.Attempt}",
                _ => one.GetType().Name,
            }));
        Assert.All(_observer.Events.OfType<AttemptDelayed>(), static one => Assert.Equal(("p/once", false), (one.Path, one.IsOutcome)));
    }

    [Fact]
    public async Task Run_WhereAttemptsFollowAtOnce_TellsOfNoWait()
    {
        await RunAsync(new RetryOptions { MaxAttempts = 3, Delay = TimeSpan.Zero });
        Assert.Equal(2, _observer.Events.OfType<AttemptRestarted>().Count());
        Assert.Empty(_observer.Events.OfType<AttemptDelayed>());
    }

    [Fact]
    public async Task WriteLine_OfAWait_IsReadBack()
    {
        await RunAsync(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromMilliseconds(1500) });
        var delayed = Assert.Single(_observer.Events.OfType<AttemptDelayed>());
        var output = new ArrayBufferWriter<byte>();
        RunEventJson.WriteLine(output, delayed);
        Assert.EndsWith(""","type":"attemptDelayed","path":"p/once","attempt":1,"ms":1500}""" + "\n", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
        var read = Assert.IsType<AttemptDelayed>(RunEventJson.Read(output.WrittenSpan[..^1]));
        Assert.Equal((delayed.Path, delayed.Attempt, delayed.Delay, delayed.Sequence), (read.Path, read.Attempt, read.Delay, read.Sequence));
    }

    private async Task RunAsync(RetryOptions retry)
    {
        var pipeline = Pipeline.Create<int>("p").Then("once", static (int x, StepContext context) => new ValueTask<int>(context.Fail<int>("no")), step => step.Retry(retry)).Build();
        await using var executor = new Executor(new ExecutorOptions { Time = _time });
        var running = executor.RunAsync(pipeline, 1, new RunOptions { Progress = _observer }, Some.Token).AsTask();
        for (var i = 1; i < retry.MaxAttempts && retry.Delay > TimeSpan.Zero; i++)
        {
            await _time.WaitForTimersAsync(1, Some.Token);
            _time.AdvanceToNextTimer();
        }

        using var run = await running;
        Assert.Equal(RunStatus.Failed, run.Status);
    }
}
