namespace Weir.Tests.Workflows.Scheduling;

/// <summary>The arrays of a run that was disposed serve the next one; nobody may see that.</summary>
public class RunArraysTests
{
    [Fact]
    public async Task Dispose_OfARun_LetsTheNextOneUseItsArraysAndTellsWhoKeptItsResults()
    {
        var (workflow, last) = Chain();
        await using var executor = new Executor();
        var first = await executor.RunAsync(workflow, Some.Token);
        var (steps, stages) = (first.Steps, first.Stages);
        var made = steps[0];
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => steps[0]);
        Assert.Equal("a", made.Name);
        Assert.Equal("a", stages[0].Steps[0].Output);
        using var second = await executor.RunAsync(workflow, Some.Token);
        using var third = await executor.RunAsync(workflow, Some.Token);
        Assert.Equal(("abc", "abc"), (second.OutputOf(last), third.OutputOf(last)));
        Assert.Same(second.Steps[0], second.Steps[0]);
        Assert.NotSame(made, second.Steps[0]);
    }

    [Fact]
    public async Task Reads_ThatAStepKept_SayThatTheRunWasDisposed()
    {
        StepReads? kept = null;
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var a = stage.AddStep("a", static _ => new ValueTask<int>(1));
        stage.AddStep("b", [a], Step.From<StepReads, int>("keep", (reads, _) =>
        {
            kept = reads;
            return new ValueTask<int>(reads.ValueOf(a));
        }));
        var run = await Some.RunAsync(builder.Build());
        Assert.Equal(1, kept!.ValueOf(a));
        run.Dispose();
        Assert.Throws<ObjectDisposedException>(() => kept.ValueOf(a));
    }

    [Fact]
    public async Task Dispose_OfARun_LeavesNothingOfItInTheArraysThatTheWorkflowKeeps()
    {
        var (workflow, _) = Chain();
        await using var executor = new Executor();
        var run = await executor.RunAsync(workflow, Some.Token);
        Assert.Equal(3, run.Steps.Count(static step => step.Status == StepStatus.Completed));
        run.Dispose();
        var arrays = workflow.RentArrays();
        Assert.All(arrays.Results, Assert.Null);
        Assert.All(arrays.Outputs, static output => Assert.Null(output.Read<string>()));
        Assert.All(arrays.Outcomes, static outcome => Assert.Equal((0L, 0, false, false), (outcome.Ended, outcome.Attempts, outcome.IsSettled, outcome.WasTaken)));
        Assert.NotSame(arrays, workflow.RentArrays());
    }

    [Fact(Timeout = 60_000)]
    public async Task Runs_ManyAtOnce_EachSeeTheirOwnValuesOnly()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var numbers = new AsyncLocal<int>();
        var a = stage.AddStep("a", _ => new ValueTask<int>(numbers.Value));
        var b = stage.AddStep("b", a, static (x, _) => new ValueTask<string>($"{x}"));
        var c = stage.AddStep("c", a, static async (x, _) =>
        {
            await Task.Yield();
            return x % 3 == 0 ? throw Some.Failure() : x;
        });
        var workflow = builder.Build();
        await using var executor = new Executor();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            async () =>
            {
                for (var i = 1; i <= 200; i++)
                {
                    var number = (worker * 1000) + i;
                    numbers.Value = number;
                    using var run = await executor.RunAsync(workflow, Some.Token);
                    Assert.Equal((number, $"{number}"), (run.OutputOf(a), run.OutputOf(b)));
                    Assert.Equal(number % 3 == 0 ? StepStatus.Failed : StepStatus.Completed, run.Steps[2].Status);
                    Assert.Equal(number % 3 != 0, run.TryGetOutput(c, out var third) && third == number);
                }
            },
            Some.Token)));
    }

    private static (Workflow Workflow, StepOutput<string> Last) Chain()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var a = stage.AddStep("a", static _ => new ValueTask<string>("a"));
        var b = stage.AddStep("b", a, static (x, _) => new ValueTask<string>(x + "b"));
        var c = stage.AddStep("c", b, static (x, _) => new ValueTask<string>(x + "c"));
        return (builder.Build(), c);
    }
}
