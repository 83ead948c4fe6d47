using Weir.Testing;

namespace Weir.IntegrationTests.Running;

/// <summary>
/// A workflow whose times are exact, for its steps move the clock themselves. <c>page</c> and <c>news</c> begin together: <c>news</c> takes two seconds, <c>page</c>
/// three; then <c>broken</c> fails after half a second, <c>report</c> needs it, and
/// <c>archive</c> takes another half second.
/// </summary>
internal sealed class ReportWorkflow
{
    private readonly TaskCompletionSource _pageStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _newsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReportWorkflow(string error = "503: no service", string question = "")
    {
        var builder = Workflow.Create("report");
        var fetch = builder.AddStage("fetch");
        var page = fetch.AddStep("page", PageAsync);
        var news = fetch.AddStep("news", NewsAsync);
        var write = builder.AddStage("write", maxParallel: 1);
        var broken = write.AddStep<string, string>("broken", page, (_, context) => Taking(0.5, context.Fail<string>(error)));
        write.AddStep("report", broken, static (text, _) => ValueTask.FromResult(text));
        var archive = write.AddStep("archive", page, (text, _) => Taking(0.5, text), news);
        if (question.Length > 0)
        {
            var asked = write.AddPause<string>("sign-off", question, archive);
            write.AddStep("publish", asked, (text, _) => Taking(1, text));
        }

        Workflow = builder.Build();
    }

    public Workflow Workflow { get; }

    public ManualTime Time { get; } = new();

    /// <summary>Two places, so that what is ready runs in the order of declaration.</summary>
    public Executor NewExecutor() => new(new ExecutorOptions { Time = Time, MaxParallel = 2 });

    /// <summary>Passes events on; <c>page</c> goes on once everybody knows that <c>news</c> has ended.</summary>
    public IProgress<RunEvent> Telling(IProgress<RunEvent> display) => new Relay(display, _newsEnded);

    private async ValueTask<string> PageAsync(StepContext context)
    {
        _pageStarted.SetResult();
        await _newsEnded.Task.WaitAsync(context.CancellationToken);
        return await Taking(1, "page");
    }

    private async ValueTask<string> NewsAsync(StepContext context)
    {
        await _pageStarted.Task.WaitAsync(context.CancellationToken);
        return await Taking(2, "news");
    }

    private ValueTask<string> Taking(double seconds, string value)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        return ValueTask.FromResult(value);
    }

    private sealed class Relay(IProgress<RunEvent> display, TaskCompletionSource newsEnded) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            display.Report(value);
            if (value is StepEnded { Result.Name: "news" })
            {
                newsEnded.SetResult();
            }
        }
    }
}
